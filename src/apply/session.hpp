#pragma once
#include <future>

#include "model/decode.hpp"
#include "plan/plan.hpp"
#include "postgres/embedded.hpp"
#include "postgres/judge.hpp"
#include "workspace/project.hpp"

namespace schema {

/// One environment's database while a command works on it: the connection, both states and the plan between them. The
/// plan points into the states, so it lives no longer than this.
class Session {
 public:
  Session(const Project& project, Sources& sources, Diagnostics& out)
      : project_(project), sources_(sources), out_(out) {}

  /// Connects. Throws ConnectionError. The commands below do it by themselves.
  postgres::Connection& connection();

  /// Starts to read the files, which goes on while the database is read; the commands below wait for it.
  void begin_load();
  /// Lets no other apply work on this database until the session ends; `waiting` is called if one does at the moment.
  /// False, and no waiting, if something in the files is wrong.
  bool lock(const std::function<void()>& waiting);
  /// Reads the database and plans. False if there is no plan: something in the files is wrong, or cannot be reached.
  bool plan_changes(bool recreate_unmanaged = false);

  /// What the rules say of the plan; unless `changed_only`, also of what the files describe and the plan leaves as it is.
  std::vector<Finding> findings(bool changed_only);

  const Project& project() const { return project_; }
  const Plan& plan() const { return plan_; }
  Catalog& current() { return current_; }
  const Declared& desired() const { return desired_; }

 private:
  bool needs_server();
  void load();
  bool loaded();

  const Project& project_;
  Sources& sources_;
  Diagnostics& out_;
  std::optional<postgres::Opened> opened_;
  std::optional<postgres::ScratchJudge> judge_;
  Declared desired_;
  Catalog current_;
  Plan plan_;
  std::future<void> loading_;  ///< last, so that it ends before what it works on
};

/// The lock that lets no two applies work on one database at a time; it ends with the connection.
bool try_lock(postgres::Connection&);
void wait_lock(postgres::Connection&);

/// What the judge of a database's SQL texts works with: the server's version, the project's own scratch server if it
/// has one.
postgres::ScratchOptions scratch_options(const Project&, postgres::Connection& target);

}  // namespace schema
