#include "apply/session.hpp"

#include <filesystem>

#include "apply/check_data.hpp"
#include "lint/engine.hpp"
#include "postgres/backend.hpp"
#include "postgres/inspector.hpp"
#include "workspace/files.hpp"
#include "workspace/state.hpp"

namespace schema {

namespace {

/// The key of the advisory lock that an apply holds: any number that nobody else would choose.
constexpr std::string_view kLockKey = "7308332045735587441";

}  // namespace

bool try_lock(postgres::Connection& db) {
  return db.query(fmt::format("SELECT pg_try_advisory_lock({})", kLockKey)).boolean(0, 0);
}

void wait_lock(postgres::Connection& db) { db.query(fmt::format("SELECT pg_advisory_lock({})", kLockKey)); }

postgres::ScratchOptions scratch_options(const Project& project, postgres::Connection& target) {
  postgres::ScratchOptions options{.major = target.server_major(), .target = &target, .project = project.root};
  if (!project.environment.dev.empty()) options.dev = postgres::Url::parse(project.environment.dev);
  return options;
}

postgres::Connection& Session::connection() {
  if (!opened_) {
    opened_ = postgres::open_url(postgres::Url::parse(project_.environment.url), project_.root);
    judge_.emplace(scratch_options(project_, opened_->connection));
  }
  return opened_->connection;
}

bool Session::needs_server() {
  Diagnostics unused;
  for (auto& path : project_.environment.src) {
    if (is_url(path)) continue;
    for (auto& file : source_files((std::filesystem::path(project_.root) / path).string(), unused))
      if (file.ends_with(".sql")) return true;
  }
  return false;
}

void Session::load() {
  auto& env = project_.environment;
  LoadOptions options{.root = project_.root, .project = &project_, .vars = env.vars, .search_path = env.search_path};
  if (needs_server()) options.judge = &*judge_;
  desired_ = load_files(env.src, options, sources_, out_);
}

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

bool Session::lock(const std::function<void()>& waiting) {
  auto& db = connection();
  if (try_lock(db)) return true;
  if (!loaded()) return false;
  waiting();
  wait_lock(db);
  return true;
}

bool Session::plan_changes(bool recreate_unmanaged) {
  auto& db = connection();
  auto& env = project_.environment;
  current_ = postgres::inspect(db, postgres::Reach::cluster);
  if (!loaded()) return false;
  PlanOptions options{.scope = {env.schemas, env.exclude, env.manage},
                      .search_path = env.search_path,
                      .moved = desired_.moved,
                      .session_user = db.query("SELECT current_user").text(0, 0),
                      .recreate_unmanaged = recreate_unmanaged};
  plan_ = make_plan(current_, desired_.catalog, postgres::Postgres(), &*judge_, options, out_);
  if (out_.has_errors()) return false;
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
    auto top = &r;
    while (top->parent) top = top->parent;
    auto it = rows.find({top->schema, top->name});
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

}  // namespace schema
