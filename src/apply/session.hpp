#pragma once
#include <future>

#include "model/decode.hpp"
#include "plan/fingerprint.hpp"
#include "plan/plan.hpp"
#include "postgres/embedded.hpp"
#include "postgres/driver.hpp"
#include "postgres/judge.hpp"
#include "workspace/project.hpp"

namespace schema {

/// One environment's database while a command works on it: the connection, both states and the plan between them. The
/// plan points into the states, so it lives no longer than this.
class Session {
 public:
  /// `say` is told who holds what the reading of the database waits for.
  Session(const Project& project, Sources& sources, Diagnostics& out, std::function<void(const std::string&)> say)
      : project_(project), sources_(sources), out_(out), say_(std::move(say)) {}

  /// Connects. Throws ConnectionError. The commands below do it by themselves.
  postgres::Connection& connection();

  /// Starts to read the files, which goes on while the database is read; the commands below wait for it.
  void begin_load();
  /// Lets no other apply work on this database until the session ends; `waiting` is called if one does at the moment.
  /// False, and no waiting, if something in the files is wrong. Throws as lock_database does.
  bool lock(const std::function<void()>& waiting, const std::string& wait);
  /// Reads the database and plans. False if there is no plan: something in the files is wrong, or cannot be reached.
  bool plan_changes(bool recreate_unmanaged = false);
  /// The states that the plan leads from and to, after plan_changes: it is tried out on a copy of the database, which
  /// must then hold what the files say. False (and reported) if it does not get there. Where no copy can be made, `to`
  /// stays unknown, which is a warning.
  bool prove(PlanStates&);
  /// The same with a few generated rows in each table of the copy: the plan must run, and rows of tables that stay must
  /// stay. Says what was tried.
  bool verify_with_rows(std::string& said);
  /// Whether a plan that was edited reaches the state that it was made for. Reports what it does not reach.
  bool proves_edited(const Plan& edited, const PlanStates&);
  /// The state of the database now, of what the plan manages.
  State state_now(const ManagedScope&);

  /// What the rules say of the plan; unless `changed_only`, also of what the files describe and the plan leaves as it
  /// is.
  std::vector<Finding> findings(bool changed_only);

  const Project& project() const { return project_; }
  const Plan& plan() const { return plan_; }
  Plan& plan() { return plan_; }
  Catalog& current() { return current_; }
  const Declared& desired() const { return desired_; }

 private:
  bool needs_server();
  const postgres::Driver& driver_of();
  Declared declared(Diagnostics&);
  PlanOptions plan_options(bool recreate_unmanaged);
  bool reaches_files(Catalog& reached, const std::function<bool(const Step&)>& counts);
  postgres::ScratchJudge* judge() { return judge_ ? &*judge_ : nullptr; }
  void load();
  bool loaded();

  const Project& project_;
  Sources& sources_;
  Diagnostics& out_;
  std::function<void(const std::string&)> say_;
  std::optional<postgres::Opened> opened_;
  const postgres::Driver* driver_ = nullptr;
  std::optional<postgres::ScratchJudge> judge_;  ///< unset where no scratch server reads what the database's does
  Declared desired_;
  Catalog current_;
  Plan plan_;
  std::future<void> loading_;  ///< last, so that it ends before what it works on
};

/// What the judge of a database's SQL texts works with: the server's version, the project's own scratch server if it
/// has one.
postgres::ScratchOptions scratch_options(const Project&, postgres::Connection& target);

}  // namespace schema
