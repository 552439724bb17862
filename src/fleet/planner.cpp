#include "fleet/planner.hpp"

#include "apply/blockers.hpp"
#include "apply/run.hpp"
#include "fleet/part.hpp"
#include "lint/engine.hpp"
#include "text/parallel.hpp"
#include "workspace/credentials.hpp"
#include "workspace/drivers.hpp"

namespace schema::fleet {

postgres::Connection& Planner::connection() {
  if (!opened_) {
    opened_ = postgres::open_url(database_url(project_.environment), project_.root);
    driver_ = &driver_for(opened_->connection);
    desired_.write_for(*driver_);
    if (driver_->has_scratch()) judge_.emplace(scratch_options(project_, opened_->connection));
  }
  return opened_->connection;
}

bool Planner::run() {
  auto& db = connection();
  auto loading = std::async(std::launch::async, [this] { return desired_.load(); });
  auto current = inspect_telling(db, say_);
  user_ = db.query("SELECT current_user").text(0, 0);
  if (!loading.get()) return false;
  for (auto& name : chosen_)
    if (std::none_of(tenants().begin(), tenants().end(), [&](auto& t) { return t.name == name; }))
      out_.error("unknown-tenant", {}, fmt::format("there is no tenant \"{}\"", name));
  if (out_.has_errors()) return false;
  forget_choices(current);
  find_schemas();
  plan_.unread = current.unread;
  for (;;) {
    plan_.groups.clear();
    group(current, look_at(current));
    auto before = by_itself_.size();
    if (!plan_all()) return false;
    if (by_itself_.size() == before) break;
  }
  for (auto& group : plan_.groups) take_common(*group);
  for (auto& group : plan_.groups) group->plan.findings = findings(*group, group->plan);
  if (!plan_.common.empty()) plan_.common.findings = findings(*plan_.groups.front(), plan_.common);
  std::stable_sort(plan_.groups.begin(), plan_.groups.end(),
                   [](auto& a, auto& b) { return a->tenants.size() > b->tenants.size(); });
  return true;
}

/// The tenant's plan is made again from what is there now.
Standing Planner::find_out(postgres::Connection& db, const std::string& name) {
  auto current = driver_->inspect(db, postgres::Reach::cluster);
  std::lock_guard lock(mutex_);
  forget_choices(current);
  auto sweep = look_at(current);
  for (auto& planned : plan_.groups)
    for (auto tenant : planned->tenants) {
      if (tenant->name != name) continue;
      auto i = index_of(*tenant);
      if (sweep.tenants[i].state == planned->state) return Standing::planned;
      Group now{.tenants = {tenant}, .current = copy_part(current, part_of(i, sweep))};
      return plan_group(now) && now.plan.steps.empty() ? Standing::reached : Standing::other;
    }
  return Standing::other;
}

void Planner::forget_choices(Catalog& current) const {
  driver_->forget_choices(current, [this](auto& r, auto field) { return desired_.says(r, field); });
}

void Planner::find_schemas() {
  for (auto& tenant : tenants())
    for (auto& schema : tenant.schemas) by_schema_.emplace(schema, &tenant);
}

const Tenant* Planner::tenant_of(const Resource& r) const {
  auto it = by_schema_.find(schema_of(r));
  return it == by_schema_.end() ? nullptr : it->second;
}

/// Each tenant's fingerprint, and which resources are whose.
Planner::Sweep Planner::look_at(const Catalog& current) const {
  Sweep sweep;
  auto& found = sweep.tenants;
  found.resize(tenants().size());
  std::vector<Renaming> names;
  for (auto& tenant : tenants()) {
    auto lane = tenant.lane == Lane::alone ? Lane::plain : tenant.lane;
    names.push_back(desired_.placeholder(lane, tenant.sort).from(tenant));
  }
  for (auto& r : current.all()) {
    auto tenant = tenant_of(*r);
    if (!r->parent) {
      if (tenant) {
        auto& own = found[index_of(*tenant)];
        own.exists = true;
        own.tops.push_back(r.get());
      } else {
        sweep.shared.push_back(r.get());
      }
    }
    for (auto& need : r->needs) {
      auto used = tenant_of(*need.to);
      if (!used || used == tenant) continue;
      auto i = index_of(*used);
      if (!tenant) {
        add_dependent(found[i].state, *r, *need.to, names[i]);
      } else {
        found[i].entangled.insert(index_of(*tenant));
        found[index_of(*tenant)].entangled.insert(i);
      }
    }
  }
  in_parallel(found.size(), [&](size_t i) {
    for (auto top : found[i].tops) add_resource(found[i].state, *top, names[i]);
  });
  return sweep;
}

/// What the plan of a tenant must see: its own, what is nobody's, and the tenants that it hangs together with.
std::vector<const Resource*> Planner::part_of(size_t tenant, const Sweep& sweep) const {
  auto& found = sweep.tenants;
  std::set<size_t> together;
  std::vector<size_t> open = {tenant};
  while (!open.empty()) {
    auto i = open.back();
    open.pop_back();
    if (together.insert(i).second) open.insert(open.end(), found[i].entangled.begin(), found[i].entangled.end());
  }
  auto tops = tenants()[tenant].leaving ? std::vector<const Resource*>() : sweep.shared;
  for (auto i : together) tops.insert(tops.end(), found[i].tops.begin(), found[i].tops.end());
  return tops;
}

void Planner::group(const Catalog& current, const Sweep& sweep) {
  std::map<std::tuple<size_t, Lane, bool, Fingerprint>, Group*> known;
  for (auto& tenant : tenants()) {
    if (!is_chosen(tenant)) continue;
    auto i = index_of(tenant);
    auto& own = sweep.tenants[i];
    if (tenant.leaving && !own.exists) continue;
    bool shares = tenant.lane != Lane::alone && own.entangled.empty() && !by_itself_.contains(&tenant);
    Group* group = nullptr;
    if (shares) group = known[{tenant.sort, tenant.lane, tenant.leaving, own.state}];
    if (!group) {
      group = plan_.groups.emplace_back(std::make_unique<Group>()).get();
      group->state = own.state;
      group->missing = !own.exists;
      group->current = copy_part(current, part_of(i, sweep));
      if (shares) known[{tenant.sort, tenant.lane, tenant.leaving, own.state}] = group;
    }
    group->tenants.push_back(&tenant);
  }
}

bool Planner::plan_all() {
  for (auto& group : plan_.groups)
    if (!plan_group(*group)) return false;
  return true;
}

Plan Planner::make(const Group& group, Catalog& current, Declared& desired, Diagnostics& out) {
  auto& env = project_.environment;
  PlanOptions options{.scope = {env.schemas, env.exclude, env.manage},
                      .search_path = env.search_path,
                      .moved = desired.moved,
                      .session_user = user_};
  if (group.example().leaving)
    options.scope = {group.placeholder ? group.placeholder->schemas : group.example().schemas, {}, {"schema"}};
  return make_plan(current, desired.catalog, *driver_, judge_ ? &*judge_ : nullptr, options, out);
}

/// A plan in the first tenant's own name; for more than one another one in the name of a placeholder, which must say
/// the same with the first tenant's name in it.
bool Planner::plan_group(Group& group) {
  auto& example = group.example();
  std::optional<Catalog> current;
  if (group.tenants.size() > 1) {
    std::vector<const Resource*> tops;
    for (auto& r : group.current.all())
      if (!r->parent) tops.push_back(r.get());
    current = copy_part(group.current, tops);
  }
  group.desired = desired_.of(example);
  if (!out_.has_errors()) group.plan = make(group, group.current, group.desired, out_);
  if (out_.has_errors()) return false;
  auto timeouts = timeouts_of(project_.environment.policy.value_or(Policy()));
  group.script = ScriptTemplate(group.plan, timeouts, {}, Lane::alone);
  if (current && !plan_together(group, std::move(*current)))
    by_itself_.insert(group.tenants.begin(), group.tenants.end());
  return true;
}

bool Planner::plan_together(Group& group, Catalog current) {
  auto& example = group.example();
  group.placeholder = desired_.placeholder(example.lane, example.sort);
  rename(current, group.placeholder->from(example));
  Diagnostics problems;
  auto desired = example.leaving ? Declared() : desired_.of(*group.placeholder, example.sort, problems);
  if (problems.has_errors()) return false;
  auto plan = make(group, current, desired, problems);
  if (problems.has_errors()) return false;
  auto timeouts = timeouts_of(project_.environment.policy.value_or(Policy()));
  ScriptTemplate script(plan, timeouts, group.placeholder, example.lane);
  if (!script.exact() || script.of(example) != group.script.script()) return false;
  group.plan = std::move(plan);
  group.script = std::move(script);
  group.current = std::move(current);
  group.desired = std::move(desired);
  return true;
}

/// What the rules say of a plan between the group's states.
std::vector<Finding> Planner::findings(const Group& group, const Plan& plan) {
  auto policy = project_.environment.policy.value_or(Policy());
  return lint::lint({.desired = group.desired.catalog,
                     .current = &group.current,
                     .plan = &plan,
                     .sources = sources_,
                     .settings = policy,
                     .changed_only = true});
}

/// Whether a step is about nothing of the tenant.
bool Planner::is_common(const Step& step, const Group& group) const {
  auto& name = group.placeholder ? group.placeholder->name : group.example().name;
  auto& schemas = group.placeholder ? group.placeholder->schemas : group.example().schemas;
  if (std::find(schemas.begin(), schemas.end(), schema_of(*step.resource)) != schemas.end()) return false;
  std::vector<std::pair<std::string, std::string>> names = {{name, ""}};
  for (auto& schema : schemas) names.emplace_back(schema, "");
  Renaming words(name, std::move(names));
  // Files that look at the name may put it into the middle of a word.
  bool anywhere = !desired_.looked_at().empty();
  auto speaks_of = [&](const Statement& s) {
    return anywhere ? s.sql.find(name) != std::string::npos : words.finds(s.sql);
  };
  return std::none_of(step.statements.begin(), step.statements.end(), speaks_of);
}

/// What every tenant's plan says of things that are nobody's is done once.
void Planner::take_common(Group& group) {
  auto& steps = group.plan.steps;
  auto first = std::stable_partition(steps.begin(), steps.end(), [&](auto& step) { return !is_common(step, group); });
  if (plan_.left_alone.empty()) plan_.left_alone = group.plan.left_alone;
  if (first == steps.end()) return;
  plan_.common.search_path = group.plan.search_path;
  plan_.common.server_version = group.plan.server_version;
  plan_.common.backend = group.plan.backend;
  for (auto step = first; step != steps.end(); ++step)
    if (common_keys_.insert(key_of(*step, group)).second) plan_.common.steps.push_back(std::move(*step));
  steps.erase(first, steps.end());
  assign_transactions(group.plan);
  assign_transactions(plan_.common);
  auto timeouts = timeouts_of(project_.environment.policy.value_or(Policy()));
  auto lane = group.placeholder ? group.example().lane : Lane::alone;
  group.script = ScriptTemplate(group.plan, timeouts, group.placeholder, lane);
}

}  // namespace schema::fleet
