#include "plan/plan.hpp"

#include "model/field_type.hpp"
#include "plan/canonical.hpp"
#include "plan/decide.hpp"
#include "plan/moves.hpp"
#include "plan/online.hpp"
#include "plan/reasons.hpp"
#include "plan/render.hpp"
#include "plan/tables.hpp"
#include "plan/versions.hpp"

namespace schema {

namespace {

std::vector<Resource*> pointers(const Catalog& catalog) {
  std::vector<Resource*> all;
  for (auto& r : catalog.all()) all.push_back(r.get());
  return all;
}

/// What is not ours may be in the way: then the plan stops and names it.
void check_unmanaged(const Pairs& pairs, Diagnostics& out) {
  for (size_t i = 0; i < pairs.all.size(); ++i) {
    auto& pair = pairs.all[i];
    if (!pair.from || pair.from->managed || pair.fate == Fate::keep || pair.from->parent) continue;
    auto path = cause_path(pairs, i);
    auto& d = out.error("unmanaged-dependent", {}, fmt::format("{} is not managed here, and would have to be dropped and created again", pair.from->address));
    d.help = fmt::format("{}; path: {}; allow it with --recreate-dependents", reason(pairs, i), fmt::join(path.lines(), " -> "));
  }
}

/// What only another backend has.
void check_backend(const Catalog& desired, const Backend& backend, Diagnostics& out) {
  auto elsewhere = [&](std::string_view only) { return !only.empty() && only != backend.name(); };
  for (auto& r : desired.all()) {
    if (elsewhere(r->kind->backend))
      out.error("other-backend", r->where, fmt::format("{}: only {} has this kind, and the database is {}", r->address, r->kind->backend, backend.name()));
    for (auto& field : r->kind->fields)
      if (elsewhere(field.options.backend) && is_set(field, r.get(), &blank(*r->kind)))
        out.error("other-backend", r->where, fmt::format("{}: \"{}\" is an attribute of {}, and the database is {}", r->address, field.name, field.options.backend, backend.name()),
                  "leave it out, or keep it in files that only that database reads");
  }
}

Pairs creation(const std::vector<Resource*>& resources, const Backend& backend, int server_version) {
  auto own = resources;
  std::erase_if(own, [](const Resource* r) { return r->kind->cluster; });
  Pairs pairs({}, own);
  decide(pairs, backend, server_version);
  return pairs;
}

}  // namespace

bool Plan::destructive() const {
  for (auto& step : steps)
    for (auto& statement : step.statements)
      for (auto& hazard : statement.hazards)
        if (hazard.destructive) return true;
  return false;
}

Totals totals(const Plan& plan) {
  Totals t;
  for (auto& step : plan.steps) {
    if (step.continues) continue;
    if (step.replaces) {
      t.replace += step.verb == Verb::create ? 1 : 0;
    } else if (step.verb == Verb::create) {
      ++t.create;
    } else if (step.verb == Verb::alter || step.verb == Verb::rename) {
      ++t.alter;
    } else {
      ++t.drop;
    }
  }
  return t;
}

Plan make_plan(Catalog& current, Catalog& desired, const Backend& backend, Judge* judge, const PlanOptions& options, Diagnostics& out) {
  Plan plan;
  plan.server_version = current.server_version;
  plan.backend = &backend;
  plan.search_path = options.search_path;
  check_backend(desired, backend, out);
  if (!out.has_errors()) backend.prepare(desired, current, options.scope, out);
  if (out.has_errors()) return plan;
  for (auto& r : desired.all())
    if (r->kind->settle) r->kind->settle(*r, current);
  plan.unread = current.unread;
  auto moves = apply_moves(current, desired, backend, judge, options, out);
  if (out.has_errors()) return plan;
  check_schemas(desired, current, options.scope, out);
  leave_out(desired, options.scope);
  plan.scope = scope_of(desired, current, options.scope);
  plan.left_alone = set_scope(current, plan.scope);
  check_versions(desired, current.server_version, out);
  if (out.has_errors()) return plan;
  if (judge) canonicalise(current, desired, backend, *judge, options, out);
  if (out.has_errors()) return plan;
  auto wanted = pointers(desired);
  std::erase_if(wanted, [](auto r) { return !r->managed; });
  Pairs pairs(pointers(current), wanted);
  decide(pairs, backend, current.server_version);
  if (!options.recreate_unmanaged) check_unmanaged(pairs, out);
  auto actions = order_actions(pairs, out);
  if (out.has_errors()) return plan;
  plan.steps = std::move(moves);
  auto steps = render_steps(pairs, actions, backend, {current.server_version, true, options.session_user});
  std::move(steps.begin(), steps.end(), std::back_inserter(plan.steps));
  if (options.online) make_online(plan, current, desired, backend, options.backfill);
  assign_transactions(plan);
  find_tables(plan, current);
  return plan;
}

Plan plan_creation(const std::vector<Resource*>& resources, const Backend& backend, int server_version,
                   Diagnostics& out, bool owners, bool fills) {
  Plan plan;
  plan.server_version = server_version;
  plan.backend = &backend;
  auto pairs = creation(resources, backend, server_version);
  auto actions = order_actions(pairs, out);
  if (!out.has_errors()) plan.steps = render_steps(pairs, actions, backend, {server_version, owners, "", fills});
  assign_transactions(plan);
  return plan;
}

void check_creation(const std::vector<Resource*>& resources, const Backend& backend, Diagnostics& out) {
  check_order(creation(resources, backend, 0), out);
}

Plan plan_sketch(const std::vector<Resource*>& resources, const Backend& backend, int server_version,
                 Diagnostics& out) {
  return plan_creation(resources, backend, server_version, out, false, false);
}

}  // namespace schema
