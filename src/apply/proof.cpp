#include "apply/proof.hpp"

#include "model/decode.hpp"
#include "model/type_value.hpp"
#include "plan/script.hpp"
#include "postgres/backend.hpp"
#include "postgres/execute.hpp"
#include "postgres/inspector.hpp"
#include "postgres/support.hpp"
#include "sql/quote.hpp"

namespace schema {

namespace {

bool can_be_copied(const Resource& r) { return !r.kind->cluster && !postgres::support(*r.kind).connects; }

/// Kinds whose names other resources hold, as owners and grantees do.
bool is_named_by_others(const Kind& kind) {
  for (auto other : all_kinds())
    for (auto fields : {other->fields, common_fields(*other)})
      for (auto& field : fields)
        if (field.options.names == kind.name) return true;
  return false;
}

bool is_tried(const Command& command) {
  return !command.step || (can_be_tried(*command.step) && !(command.statement && command.statement->by_module));
}

/// Marks the roles that proofs made, and keeps them while one runs: they belong to the server, which others share.
constexpr std::string_view kMark = "made by schema to try out a plan";
constexpr int64_t kRolesLock = 0x736368656d61'726fLL;

}  // namespace

Proof::~Proof() {
  try {
    drop_roles();
  } catch (const std::exception&) {
    // The server is gone, and with it what was to be tidied up; or the next proof does it.
  }
}

void Proof::make_role(const std::string& name, std::string_view rights) {
  auto& db = scratch_->admin();
  auto known = db.query("SELECT FROM pg_catalog.pg_roles WHERE rolname = $1", {name});
  if (known.rows() > 0) return;
  auto role = sql::quote_ident(name);
  db.execute(
      fmt::format("CREATE ROLE {0} NOLOGIN {1}; COMMENT ON ROLE {0} IS {2}", role, rights, sql::quote_literal(kMark)));
}

/// The last proof on the server drops what all of them made, and what a killed one left.
void Proof::drop_roles() {
  database_.reset();
  if (user_.empty()) return;
  auto& db = scratch_->admin();
  db.execute(fmt::format("SELECT pg_catalog.pg_advisory_unlock_shared({})", kRolesLock));
  if (!db.query(fmt::format("SELECT pg_catalog.pg_try_advisory_lock({})", kRolesLock)).boolean(0, 0)) return;
  auto made =
      db.query("SELECT rolname FROM pg_catalog.pg_roles WHERE pg_catalog.shobj_description(oid, 'pg_authid') = $1",
               {std::string(kMark)});
  for (int i = 0; i < made.rows(); ++i) try {
      db.execute("DROP ROLE " + sql::quote_ident(made.get(i, 0)));
    } catch (const postgres::ServerError&) {
      // Another database needs it.
    }
  db.execute(fmt::format("SELECT pg_catalog.pg_advisory_unlock({})", kRolesLock));
}

bool can_be_tried(const Step& step) { return can_be_copied(*step.resource); }

/// Owners and grantees must exist.
void Proof::make_roles(postgres::Connection& target) {
  scratch_->admin().execute(fmt::format("SELECT pg_catalog.pg_advisory_lock_shared({})", kRolesLock));
  auto roles = target.query("SELECT rolname, rolname = current_user FROM pg_catalog.pg_roles WHERE rolname !~ '^pg_'");
  for (int i = 0; i < roles.rows(); ++i) {
    bool us = roles.boolean(i, 1);
    if (us) user_ = roles.text(i, 0);
    make_role(roles.text(i, 0), us ? "SUPERUSER" : "");
  }
}

bool Proof::copy(postgres::Connection& target, const postgres::ScratchOptions& options, const ManagedScope& scope,
                 Diagnostics& out) {
  auto current = postgres::inspect(target);
  scope_ = scope;
  scratch_ = postgres::Scratch::open(options);
  database_.emplace(scratch_->fresh_database("proof"));
  auto& db = connection();
  try {
    make_roles(target);
    db.execute("DROP SCHEMA IF EXISTS public CASCADE");
    std::vector<Resource*> all;
    for (auto& r : current.all()) {
      r->security_labels.clear();
      if (can_be_copied(*r)) all.push_back(r.get());
    }
    auto creation = plan_creation(all, postgres::backend(), current.server_version, out, true);
    if (out.has_errors()) return false;
    for (auto& command : commands(creation)) postgres::run(db, command);
    before_ = state_of(postgres::inspect(db), scope_);
    db.execute("SET SESSION AUTHORIZATION " + sql::quote_ident(user_));
    return true;
  } catch (const postgres::StepError& error) {
    report(error, out);
  } catch (const postgres::ServerError& error) {
    out.error("server-error", {}, error.message);
  }
  return false;
}

bool Proof::run(const Plan& plan, PlanStates& states, Diagnostics& out) {
  auto& db = connection();
  states.after.clear();
  try {
    for (auto& step : plan.steps)
      if (step.verb == Verb::create && step.resource->kind->cluster && is_named_by_others(*step.resource->kind))
        make_role(split_address(step.resource->address).back(), "");
    for (auto& batch : batches(plan)) {
      for (auto& command : batch)
        if (is_tried(command)) postgres::run(db, command);
      reached_ = postgres::inspect(db);
      states.to = with_changes(states.from, before_, state_of(reached_, scope_));
      states.after.push_back(fingerprint(*states.to));
    }
    return true;
  } catch (const postgres::StepError& error) {
    report(error, out);
  } catch (const postgres::ServerError& error) {
    out.error("server-error", {}, error.message);
  }
  states.to.reset();
  states.after.clear();
  return false;
}

bool Proof::knows(const std::string& address, const State& from) const {
  auto copied = before_.find(address), real = from.find(address);
  bool in_copy = copied != before_.end(), in_database = real != from.end();
  return in_copy == in_database && (!in_copy || copied->second == real->second);
}

}  // namespace schema
