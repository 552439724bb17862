#include "apply/session.hpp"

#include <fmt/ranges.h>

#include <filesystem>

#include "apply/blockers.hpp"
#include "apply/check_data.hpp"
#include "apply/lock.hpp"
#include "apply/proof.hpp"
#include "apply/sample_rows.hpp"
#include "lint/engine.hpp"
#include "postgres/estimates.hpp"
#include "sql/quote.hpp"
#include "workspace/credentials.hpp"
#include "workspace/drivers.hpp"
#include "workspace/files.hpp"
#include "workspace/state.hpp"

namespace schema {

postgres::ScratchOptions scratch_options(const Project& project, postgres::Connection& target) {
  postgres::ScratchOptions options{.major = target.server_major(), .target = &target, .project = project.root};
  if (!project.environment.dev.empty()) options.dev = postgres::Url::parse(project.environment.dev);
  return options;
}

postgres::Connection& Session::connection() {
  if (!opened_) {
    opened_ = postgres::open_url(database_url(project_.environment), project_.root);
    driver_ = &driver_for(opened_->connection);
    if (driver_->has_scratch()) judge_.emplace(scratch_options(project_, opened_->connection));
  }
  return opened_->connection;
}

const postgres::Driver& Session::driver_of() {
  connection();
  return *driver_;
}

bool Session::needs_server() {
  Diagnostics unused;
  for (auto& path : project_.environment.src) {
    if (is_url(path)) continue;
    for (auto& file : source_files((std::filesystem::path(project_.root) / path).string(), unused, project_.root))
      if (file.ends_with(".sql")) return true;
  }
  return false;
}

Declared Session::declared(Diagnostics& out) {
  auto& env = project_.environment;
  LoadOptions options{.root = project_.root, .project = &project_, .vars = env.vars, .search_path = env.search_path};
  if (needs_server()) options.judge = judge();
  return load_files(env.src, options, sources_, out);
}

void Session::load() { desired_ = declared(out_); }

void Session::begin_load() {
  // A judge works on the connection that the database is read from.
  bool alone = needs_server();
  if (alone) connection();
  loading_ = std::async(alone ? std::launch::deferred : std::launch::async, [this] { load(); });
}

/// Waits for the files; false if something in them is wrong.
bool Session::loaded() {
  if (loading_.valid()) loading_.get();
  return !out_.has_errors();
}

bool Session::lock(const std::function<void()>& waiting, const std::string& wait) {
  auto& db = connection();
  if (!driver_->has_advisory_locks()) return true;
  auto files_are_right = [&] { return loaded() && (waiting(), true); };
  return lock_database(db, files_are_right, wait);
}

static Backfill backfill_of(const Policy& policy) {
  Backfill backfill;
  if (policy.backfill_rows) backfill.rows = *policy.backfill_rows;
  if (!policy.backfill_pause.empty()) backfill.pause = policy.backfill_pause;
  return backfill;
}

PlanOptions Session::plan_options(bool recreate_unmanaged) {
  auto& env = project_.environment;
  return {.scope = {env.schemas, env.exclude, env.manage},
          .search_path = env.search_path,
          .moved = desired_.moved,
          .session_user = connection().query("SELECT current_user").text(0, 0),
          .online = env.policy && env.policy->online,
          .backfill = env.policy ? backfill_of(*env.policy) : Backfill{},
          .recreate_unmanaged = recreate_unmanaged};
}

bool Session::plan_changes(bool recreate_unmanaged) {
  current_ = inspect_telling(connection(), say_);
  if (!loaded()) return false;
  plan_ = make_plan(current_, desired_.catalog, driver_of(), judge(), plan_options(recreate_unmanaged), out_);
  if (out_.has_errors()) return false;
  if (judge()) postgres::estimate(connection(), plan_);
  plan_.findings = findings(true);
  return true;
}

namespace {

/// How many rows each table has, as the server estimates; one that was never analysed, by its size.
std::map<std::pair<std::string, std::string>, double> estimated_rows(postgres::Connection& db) {
  std::map<std::pair<std::string, std::string>, double> rows;
  auto answer = db.query(
      "SELECT n.nspname, c.relname, CASE WHEN c.reltuples < 0 THEN pg_catalog.pg_relation_size(c.oid) / 100 ELSE "
      "c.reltuples END"
      "  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
      " WHERE c.relkind IN ('r', 'm', 'p')");
  for (int i = 0; i < answer.rows(); ++i)
    rows[{answer.text(i, 0), answer.text(i, 1)}] = std::strtod(answer.text(i, 2).c_str(), nullptr);
  return rows;
}

}  // namespace

std::vector<Finding> Session::findings(bool changed_only) {
  auto policy = project_.environment.policy.value_or(Policy());
  auto sized = [](const lint::Override& o) { return o.rows.has_value(); };
  std::map<std::pair<std::string, std::string>, double> rows;
  if (std::any_of(policy.overrides.begin(), policy.overrides.end(), sized)) rows = estimated_rows(connection());
  auto rows_of = [&](const Resource& r) {
    auto& top = top_of(r);
    auto it = rows.find({top.schema, top.name});
    return it == rows.end() ? -1.0 : it->second;
  };
  auto found = lint::lint({.desired = desired_.catalog,
                           .current = &current_,
                           .plan = &plan_,
                           .sources = sources_,
                           .settings = policy,
                           .changed_only = changed_only,
                           .rows = rows_of});
  if (policy.check_data) check_data(connection(), plan_, found);
  return found;
}

State Session::state_now(const ManagedScope& scope) {
  return state_of(inspect_telling(connection(), say_), scope);
}

/// The files are read again, since a plan changes what it was made from.
bool Session::reaches_files(Catalog& reached, const std::function<bool(const Step&)>& counts) {
  auto desired = declared(out_);
  if (out_.has_errors()) return false;
  auto options = plan_options(true);
  options.moved = desired.moved;
  auto rest = make_plan(reached, desired.catalog, driver_of(), judge(), options, out_);
  if (out_.has_errors()) return false;
  for (auto& step : rest.steps)
    if (counts(step))
      out_.error(
          "plan-falls-short", step.resource->where,
          fmt::format("tried out on a copy of the database, the plan does not reach what the files say: {} would "
                      "still have to change",
                      step.resource->address));
  return !out_.has_errors();
}

bool Session::verify_with_rows(std::string& said) {
  Proof proof;
  PlanStates states{.from = state_now(plan_.scope)};
  if (!proof.copy(connection(), scratch_options(project_, connection()), plan_.scope, out_)) return false;
  fill_with_samples(proof.connection());
  auto before = read_rows(proof.connection());
  if (!proof.run(plan_, states, out_)) return false;
  for (auto& line : lost_rows(before, read_rows(proof.connection())))
    out_.error("rows-lost", {}, "run on sample rows, the plan loses some: " + line);
  long long rows = 0;
  std::vector<std::string> empty;
  for (auto& [oid, table] : before) {
    rows += table.count;
    if (table.count == 0) empty.push_back(table.name);
  }
  said = fmt::format("Verified on a copy of the database, with {} sample rows in {} tables.", rows,
                     before.size() - empty.size());
  if (!empty.empty()) said += fmt::format(" No row could be made for {}.", fmt::join(empty, ", "));
  return !out_.has_errors();
}

bool Session::proves_edited(const Plan& edited, const PlanStates& states) {
  if (!states.to) {
    out_.error("not-proved", {}, "the plan was edited, and it is not known which state it has to reach",
               "make the plan anew where it can be tried out: see the warning that schema plan gave");
    return false;
  }
  Proof proof;
  auto reached = states;
  if (!proof.copy(connection(), scratch_options(project_, connection()), edited.scope, out_)) return false;
  if (!proof.run(edited, reached, out_)) return false;
  for (auto& change : differences(*states.to, *reached.to))
    out_.error("plan-falls-short", {},
               fmt::format("the edited plan does not reach the state that it was made for: {} {}", change.address,
                           change.sign == '-'   ? "is missing"
                           : change.sign == '+' ? "is too many"
                                                : "differs"));
  return !out_.has_errors();
}

bool Session::prove(PlanStates& states) {
  states.from = state_now(plan_.scope);
  if (plan_.empty()) {
    states.to = states.from;
    return true;
  }
  Diagnostics problems;
  Proof proof;
  bool copied = false;
  try {
    copied = proof.copy(connection(), scratch_options(project_, connection()), plan_.scope, problems);
  } catch (const postgres::ConnectionError& error) {
    problems.error("no-server", {}, error.message, error.help);
  }
  if (!copied) {
    auto& d = out_.warning("not-proved", {}, "the plan could not be tried out: there is no copy of the database",
                           "it can be applied, but not edited, and not taken up where a run broke off");
    for (auto& problem : problems.all()) d.related.push_back({problem.where, problem.message});
    return true;
  }
  if (!proof.run(plan_, states, out_)) return false;
  auto counts = [&](const Step& step) {
    auto by_module = [](auto& s) { return s.by_module; };
    return can_be_tried(step) && !std::all_of(step.statements.begin(), step.statements.end(), by_module) &&
           proof.knows(step.resource->address, states.from);
  };
  return reaches_files(proof.reached(), counts);
}

}  // namespace schema
