#include "fleet/desired.hpp"

#include <set>

#include "fleet/part.hpp"
#include "fleet/plan.hpp"
#include "lang/convert.hpp"
#include "lang/nodes.hpp"

namespace schema::fleet {

namespace {

constexpr std::string_view kPlain = "tenant_q7x0w3k9z5", kQuoted = "tenant-q7x0w3k9z5";
constexpr size_t kMaxName = 63;  // NAMEDATALEN - 1

std::string replaced(std::string text, std::string_view what, std::string_view with) {
  for (auto i = text.find(what); i != std::string::npos; i = text.find(what, i + with.size()))
    text.replace(i, what.size(), with);
  return text;
}

Renaming renaming(const std::string& core, const std::vector<std::string>& schemas, const std::string& to,
                  const std::vector<std::string>& to_schemas) {
  std::vector<std::pair<std::string, std::string>> names = {{core, to}};
  for (size_t i = 0; i < schemas.size() && i < to_schemas.size(); ++i)
    if (schemas[i] != core) names.emplace_back(schemas[i], to_schemas[i]);
  return {core, std::move(names)};
}

/// The names of the schemas that are declared, in order.
std::vector<std::string> schemas_of(const Declared& declared) {
  std::vector<std::string> names;
  for (auto& r : declared.catalog.all())
    if (r->kind->objects_owner) names.push_back(r->name);
  return names;
}

/// Every text of every resource, one after the other.
std::vector<std::string> texts_of(const Declared& declared) {
  std::vector<std::string> texts;
  for (auto& r : declared.catalog.all()) for_texts(*r, [&](std::string& text) { texts.push_back(text); });
  return texts;
}

bool is_simple(std::string_view name) {
  return std::all_of(name.begin(), name.end(),
                     [](unsigned char c) { return std::islower(c) || std::isdigit(c) || c == '_'; });
}

/// Characters that mean something in addresses or inside quotes.
bool is_awkward(std::string_view name) {
  return std::any_of(name.begin(), name.end(), [](unsigned char c) {
    return c < 0x20 || std::string_view(" .\"'\\$`").find(static_cast<char>(c)) != std::string_view::npos;
  });
}

}  // namespace

Renaming Placeholder::from(const Tenant& t) const { return renaming(t.name, t.schemas, name, schemas); }
Renaming Placeholder::to(const Tenant& t) const { return renaming(name, schemas, t.name, t.schemas); }

Placeholder DesiredStates::placeholder(Lane lane, size_t sort) const {
  Placeholder made{std::string(lane == Lane::quoted ? kQuoted : kPlain), {}};
  for (auto& schema : sorts_[sort].schemas) made.schemas.push_back(replaced(schema, kPlain, made.name));
  return made;
}

Declared DesiredStates::of(const Tenant& tenant) {
  if (tenant.leaving) return {};
  auto vars = sorts_[tenant.sort].vars;
  vars[naming_.variable] = tenant.vars.at(naming_.variable);
  return evaluate(vars, out_);
}

Declared DesiredStates::of(const Placeholder& placeholder, size_t sort, Diagnostics& out) {
  return evaluate_as(placeholder.name, sort, out);
}

Declared DesiredStates::evaluate_as(const std::string& name, size_t sort, Diagnostics& out) {
  auto vars = sorts_[sort].vars;
  vars[naming_.variable] = lang::make_text(name);
  return evaluate(vars, out);
}

Declared DesiredStates::evaluate(const Vars& vars, Diagnostics& out) {
  auto& env = project_.environment;
  LoadOptions options{.root = project_.root, .project = &project_, .vars = vars, .search_path = env.search_path};
  std::lock_guard lock(mutex_);
  return evaluate_files(inputs_.bodies, options, sources_, out);
}

bool DesiredStates::load() {
  if (!read_files() || !read_tenants()) return false;
  sort_tenants();
  for (auto& sort : sorts_) {
    // The first tenant's evaluation says what is wrong, in names that the user knows.
    auto first = std::find_if(tenants_.begin(), tenants_.end(), [&](auto& t) { return &sorts_[t.sort] == &sort; });
    note_kept(of(*first));
    if (out_.has_errors()) return false;
    sort.shared = shares(static_cast<size_t>(&sort - sorts_.data()));
  }
  add_leaving();
  if (!out_.has_errors()) find_schemas();
  return !out_.has_errors();
}

void DesiredStates::note_kept(const Declared& declared) {
  for (auto& r : declared.catalog.all())
    for (auto& field : r->kind->fields)
      if (field.options.keeps && is_set(field, r.get(), &blank(*r->kind)))
        kept_.insert(fmt::format("{}.{}", path_below(*r), field.name));
}

bool DesiredStates::says(const Resource& r, std::string_view field) const {
  return kept_.contains(fmt::format("{}.{}", path_below(r), field));
}

bool DesiredStates::read_files() {
  auto& env = project_.environment;
  for (auto word : {"*", "schema"})
    if (std::find(env.manage.begin(), env.manage.end(), word) != env.manage.end())
      out_.error("manage-schemas", {}, fmt::format("an environment with for_each cannot manage \"{}\"", word),
                 "every tenant's plan would drop all other schemas; tenants that leave are named in rollout { remove = "
                 "[...] }");
  inputs_ = read_inputs(env.src, {.root = project_.root, .project = &project_}, sources_, out_);
  if (!inputs_.scripts.empty() || !inputs_.databases.empty())
    out_.error("fixed-source", {}, "tenants are made from .schema files, whose variables tell them apart",
               "turn SQL into .schema files with: schema inspect --url URL -o db/");
  return !out_.has_errors();
}

std::vector<std::string> DesiredStates::varying() const {
  std::vector<std::string> names;
  auto& all = *project_.tenants;
  for (auto& [name, value] : all.front()) {
    auto same = [&](const Vars& vars) {
      auto it = vars.find(name);
      return it != vars.end() && lang::display(it->second) == lang::display(value);
    };
    if (all.size() == 1 || !std::all_of(all.begin(), all.end(), same)) names.push_back(name);
  }
  return names;
}

bool DesiredStates::read_tenants() {
  auto& all = *project_.tenants;
  naming_ = find_naming(inputs_.bodies, varying(), out_);
  if (out_.has_errors()) return false;
  std::set<std::string> seen;
  for (auto& vars : all) {
    auto named = vars.find(naming_.variable);
    auto text = named == vars.end() ? std::nullopt : lang::to_text(named->second);
    if (!text || text->is_null() || text->as_text()->text.empty()) {
      out_.error("no-tenant-name", named == vars.end() ? Range() : named->second.where,
                 fmt::format("a tenant has no name: var.{} names the schemas", naming_.variable),
                 fmt::format("for example: vars = {{ {} = each.value }}", naming_.variable));
      return false;
    }
    Tenant tenant{.name = text->as_text()->text, .vars = vars};
    if (!seen.insert(tenant.name).second)
      out_.error("duplicate-tenant", named->second.where, fmt::format("two tenants are called \"{}\"", tenant.name));
    tenants_.push_back(std::move(tenant));
  }
  return !out_.has_errors();
}

void DesiredStates::sort_tenants() {
  std::map<std::string, size_t> known;
  for (auto& tenant : tenants_) {
    auto vars = tenant.vars;
    vars.erase(naming_.variable);
    std::string key;
    for (auto& [name, value] : vars) key += name + "=" + lang::display(value) + "\n";
    auto [it, fresh] = known.try_emplace(key, sorts_.size());
    if (fresh) sorts_.push_back({.vars = std::move(vars)});
    tenant.sort = it->second;
  }
}

/// Whether one evaluation, in a placeholder's name, holds for all tenants of the sort.
bool DesiredStates::shares(size_t index) {
  auto& sort = sorts_[index];
  if (!naming_.looked_at.empty()) return false;
  Diagnostics unused;
  auto declared = evaluate_as(std::string(kPlain), index, unused);
  if (unused.has_errors()) return false;
  for (auto& schema : schemas_of(declared))
    if (schema.find(kPlain) != std::string::npos) sort.schemas.push_back(schema);
  sort.texts = texts_of(declared);
  auto words = renaming(std::string(kPlain), sort.schemas, "", std::vector<std::string>(sort.schemas.size()));
  return std::none_of(sort.texts.begin(), sort.texts.end(), [&](auto& text) { return words.leaves_core(text); });
}

void DesiredStates::add_leaving() {
  auto& rollout = project_.environment.rollout;
  if (!rollout) return;
  std::set<std::string> staying;
  for (auto& tenant : tenants_) staying.insert(tenant.name);
  for (auto& name : rollout->remove) {
    if (staying.contains(name)) {
      out_.error("tenant-stays", {}, fmt::format("\"{}\" is to be removed, and for_each names it", name),
                 "take it out of one of the two");
      continue;
    }
    if (!sorts_[0].shared) {
      out_.error("unknown-schemas", {}, fmt::format("what the schemas of \"{}\" are called is not known", name),
                 fmt::format("{}; drop them by hand", naming_.looked_at));
      continue;
    }
    staying.insert(name);
    Tenant leaving{.name = name, .leaving = true};
    leaving.vars[naming_.variable] = lang::make_text(name);
    tenants_.push_back(std::move(leaving));
  }
}

void DesiredStates::find_schemas() {
  bool alone = false;
  for (auto& tenant : tenants_) {
    auto& sort = sorts_[tenant.sort];
    alone = alone || !sort.shared;
    if (!sort.shared) continue;
    for (auto& schema : sort.schemas) tenant.schemas.push_back(replaced(schema, kPlain, tenant.name));
    tenant.lane = lane_of(tenant);
  }
  if (alone) find_schemas_alone();
  std::map<std::string, const Tenant*> owners;
  for (auto& tenant : tenants_)
    for (auto& schema : tenant.schemas) {
      if (schema.size() > kMaxName)
        out_.error("name-too-long", {},
                   fmt::format("schema \"{}\" of tenant \"{}\" has more than {} bytes", schema, tenant.name, kMaxName));
      auto [it, fresh] = owners.try_emplace(schema, &tenant);
      if (!fresh)
        out_.error("same-schema", {},
                   fmt::format("tenants \"{}\" and \"{}\" have the same schema \"{}\"", it->second->name, tenant.name,
                               schema));
    }
}

/// A tenant's schemas are those that no other one declares.
void DesiredStates::find_schemas_alone() {
  std::map<std::string, size_t> declared_by;
  std::vector<std::pair<Tenant*, std::vector<std::string>>> found;
  for (auto& tenant : tenants_) {
    if (sorts_[tenant.sort].shared) continue;
    auto schemas = schemas_of(of(tenant));
    if (out_.has_errors()) return;
    for (auto& schema : schemas) ++declared_by[schema];
    found.emplace_back(&tenant, std::move(schemas));
  }
  for (auto& [tenant, schemas] : found)
    for (auto& schema : schemas)
      if (declared_by[schema] == 1) tenant->schemas.push_back(schema);
}

Lane DesiredStates::lane_of(const Tenant& tenant) const {
  auto& sort = sorts_[tenant.sort];
  if (is_awkward(tenant.name)) return Lane::alone;
  auto words = renaming(tenant.name, tenant.schemas, "", {});
  // Where the files use the name as a word of their own, what is the tenant's cannot be told from what is theirs.
  auto means_something = [&](const std::string& text) { return words.finds(text); };
  if (std::any_of(sort.texts.begin(), sort.texts.end(), means_something)) return Lane::alone;
  auto& env = project_.environment;
  for (auto list : {&env.exclude, &env.schemas, &env.search_path})
    if (std::any_of(list->begin(), list->end(), means_something)) return Lane::alone;
  auto bare = [&](const std::string& schema) { return backend_->identifier(schema) == schema; };
  bool plain = is_simple(tenant.name) && std::all_of(tenant.schemas.begin(), tenant.schemas.end(), bare);
  return plain ? Lane::plain : Lane::quoted;
}

}  // namespace schema::fleet
