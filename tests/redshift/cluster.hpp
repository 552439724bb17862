#pragma once
#include <sys/types.h>

#include <string>
#include <vector>

#include "postgres/connection.hpp"
#include "support/program.hpp"

namespace schema::test {

/// A stand-in for a Redshift cluster, started for a test and ended with it (tests/redshift/standin).
class Cluster {
 public:
  explicit Cluster(const std::vector<std::string>& options = {});
  ~Cluster();
  Cluster(const Cluster&) = delete;
  Cluster& operator=(const Cluster&) = delete;

  /// redshift://awsuser@127.0.0.1:PORT/dev
  std::string url() const;
  postgres::Connection connect() const;
  /// Runs statements that are split by ";\n", each by itself.
  void run(const std::string& sql) const;
  /// One value.
  std::string ask(const std::string& sql) const;

 private:
  pid_t pid_ = -1;
  int input_ = -1;  ///< the server ends when it is closed
  std::string port_;
};

/// Whether a Python is there to run the stand-in.
bool has_python();

}  // namespace schema::test
