#pragma once
#include <filesystem>
#include <fstream>

#include "fleet/rollout.hpp"

namespace schema::fleet {

/// The local file of a rollout: a JSON line when it begins, one for each tenant, one when it ends. It outlives the
/// database's own journal, and says after a crash how far the run came.
class History {
 public:
  /// `.schema/rollout-ENV.jsonl` in the project's folder.
  History(const std::filesystem::path& root, const std::string& environment);

  /// What the last run says if it has no end.
  struct Broken {
    std::string run, at;
    size_t done = 0, failed = 0, tenants = 0;
  };
  std::optional<Broken> broken() const;

  /// Begins a new file. Throws std::runtime_error if it cannot be written.
  void begin(const std::string& run, size_t tenants);
  void add(const Job&);
  void end(std::string_view extent);

 private:
  void write(const std::string& line);

  std::filesystem::path path_;
  std::ofstream out_;
};

/// The time as a run's name: "2026-11-22T14:05:00.123Z".
std::string run_name();

}  // namespace schema::fleet
