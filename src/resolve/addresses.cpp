#include "resolve/addresses.hpp"

#include <fmt/ranges.h>

#include "sql/quote.hpp"
#include "sql/type_names.hpp"

namespace schema {

namespace {

/// Finds the Ref field that names the parent of a child written at top level.
const Ref* parent_reference(const Resource& r, const Field*& field) {
  for (auto& f : r.kind->fields)
    if (f.options.parent) {
      field = &f;
      return static_cast<const Ref*>(f.of(&r));
    }
  return nullptr;
}

void put_into(Resource& r, Resource& schema) {
  r.schema = schema.name;
  r.schema_ref.to = &schema;
  auto& owner = schema.kind->objects_owner(schema);
  if (r.kind->has_owner && !r.owner && !owner.empty()) r.owner = owner;
}

void set_schema(Resource& r, const Labels& labels, Diagnostics& out) {
  if (r.kind->scope != Scope::schema) return;
  auto qualifier = r.labels.size() == 2 ? labels.schema(r.labels[0]) : nullptr;
  if (r.schema_ref.empty() && qualifier) return put_into(r, *qualifier);
  if (r.schema_ref.empty()) {
    // With one schema there is nothing to choose.
    auto names = labels.schemas();
    std::set<Resource*> declared;
    for (auto name : names) declared.insert(labels.schema(name));
    if (declared.size() == 1) return put_into(r, **declared.begin());
    auto help = names.empty() ? "declare one: schema \"public\" {}"
                              : fmt::format("several are declared: schema = schema.{}", fmt::join(names, ", or schema."));
    out.error("missing-attribute", r.where, fmt::format("{} \"{}\" needs \"schema\"", r.kind->keyword, r.name), help);
    return;
  }
  auto& path = r.schema_ref.path;
  auto found = path.size() == 2 && path[0] == "schema" ? labels.schema(path[1]) : nullptr;
  if (!found) {
    auto help = did_you_mean(path.back(), labels.schemas());
    if (help.empty()) help = fmt::format("declare it: schema \"{}\" {{}}", path.back());
    out.error("unknown-reference", r.schema_ref.where, fmt::format("there is no schema \"{}\"", path.back()), help);
    return;
  }
  put_into(r, *found);
}

/// The server cuts longer names off silently (manual: sql-syntax-lexical, NAMEDATALEN).
constexpr size_t kMaxName = 63;

/// Whether the resource has no name but for what it is put together of: "tables of app to reader".
bool is_described(const Kind& kind) { return kind.scope == Scope::database && (kind.default_name || kind.intrinsic); }

void check_name(const Resource& r, Diagnostics& out) {
  if (is_described(*r.kind)) return;
  if (r.name.size() > kMaxName)
    out.error("name-too-long", r.where, fmt::format("the name \"{}\" has {} bytes; PostgreSQL allows {}", r.name, r.name.size(), kMaxName), "give it a shorter name");
}

void report_twice(const Resource& r, const Resource& other, Diagnostics& out) {
  auto& d = out.error("duplicate-resource", r.where, fmt::format("{} is declared twice", r.address));
  bool one_block = r.where.begin == other.where.begin && r.where.file == other.where.file;
  if (one_block)
    d.help = "this block is made several times: put what tells them apart into its label, e.g. \"x_${each.key}\"";
  else
    d.related.push_back({other.where, "it is declared here as well"});
}

void set_address(Resource& r, Catalog& catalog, Diagnostics& out) {
  if (r.parent) r.schema = r.parent->schema;
  if (!r.name.empty())
    check_name(r, out);
  else if (r.kind->default_name)
    r.name = r.kind->default_name(r);
  r.address = make_address(*r.kind, r.schema, r.kind->full_name ? r.kind->full_name(r) : r.name, r.parent);
  Resource* other = nullptr;
  bool of_twin = r.parent && catalog.find(r.parent->address) != r.parent;
  if (!catalog.index(r, &other) && !of_twin) report_twice(r, *other, out);
  for (auto child : r.children) set_address(*child, catalog, out);
}

}  // namespace

void set_schemas(Catalog& catalog, const Labels& labels, Diagnostics& out) {
  for (auto& r : catalog.all()) set_schema(*r, labels, out);
}

void set_addresses(Catalog& catalog, const Labels& labels, Diagnostics& out) {
  for (auto& r : catalog.all()) {
    const Field* field = nullptr;
    if (r->parent || r->kind->scope != Scope::child) continue;
    auto ref = parent_reference(*r, field);
    if (!ref || ref->empty()) {
      out.error("missing-attribute", r->where, fmt::format("{} \"{}\" needs \"{}\" when it stands outside its {}", r->kind->keyword, r->name, field->name, r->kind->parents.front()));
    } else if (auto parent = labels.find(*ref, *field, *r, out)) {
      r->parent = parent;
      parent->children.push_back(r.get());
    }
  }
  for (auto& r : catalog.all())
    if (!r->parent && r->kind->scope != Scope::child) set_address(*r, catalog, out);
}

std::string qualify(const Resource& r, std::string_view own_schema) {
  if (r.parent) return sql::quote_ident(r.name);
  // What the server has a type of this name for is found there first.
  bool short_name = r.schema == own_schema && !sql::is_builtin_type(r.name);
  return sql::quote_qualified(short_name ? "" : r.schema, r.name);
}

}  // namespace schema
