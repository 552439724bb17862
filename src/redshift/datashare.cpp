#include "kinds/datashare.hpp"

#include "redshift/support.hpp"

namespace schema {
extern const Kind datashare_kind;
extern const Kind schema_kind;
}  // namespace schema

namespace schema::redshift {

namespace {

void add_object(Inspector& db, Datashare& share, const std::string& type, const std::string& name, bool include_new) {
  auto add = [](std::vector<Ref>& list, const std::string& address) {
    list.emplace_back();
    list.back().address = address;
  };
  auto dot = name.find('.');
  if (type == "schema") {
    auto address = make_address(schema_kind, "", name, nullptr);
    add(share.schemas, address);
    if (include_new) add(share.include_new, address);
  } else if (auto relation = dot == std::string::npos ? nullptr : db.relation(name.substr(0, dot), name.substr(dot + 1))) {
    add(share.tables, relation->address);
  } else if (type == "function") {
    for (auto& r : db.catalog().all())
      if (r->kind->name == "function" && r->address.ends_with("." + name.substr(dot + 1)) && r->schema == name.substr(0, dot)) add(share.functions, r->address);
  }
}

void sort_refs(std::vector<Ref>& refs) {
  std::sort(refs.begin(), refs.end(), [](auto& a, auto& b) { return a.address < b.address; });
}

void sort_all(Datashare& d) {
  for (auto list : {&d.schemas, &d.include_new, &d.tables, &d.functions}) sort_refs(*list);
  for (auto list : {&d.namespaces, &d.accounts}) std::sort(list->begin(), list->end());
}

void inspect(Inspector& db) {
  auto find = [&](Row& row) -> Datashare* {
    auto found = db.catalog().find(make_address(datashare_kind, "", row.text(), nullptr));
    return found ? &as<Datashare>(*found) : nullptr;
  };
  db.query_if_allowed("SELECT share_name, is_publicaccessible FROM svv_datashares WHERE share_type = 'OUTBOUND'", [&](Row& row) {
    auto d = make<Datashare>(datashare_kind, "", row.text());
    d->public_access = row.boolean();
    db.add(std::move(d));
  });
  db.query_if_allowed("SELECT share_name, object_type, object_name, include_new FROM svv_datashare_objects WHERE share_type = 'OUTBOUND'", [&](Row& row) {
    auto d = find(row);
    auto type = row.text(), name = row.text();
    if (d) add_object(db, *d, type, name, row.boolean());
  });
  db.query_if_allowed("SELECT share_name, consumer_namespace, consumer_account FROM svv_datashare_consumers", [&](Row& row) {
    auto d = find(row);
    auto cluster = row.text(), account = row.text();
    if (d && !cluster.empty())
      d->namespaces.push_back(cluster);
    else if (d)
      d->accounts.push_back(account);
  });
  for (auto& r : db.catalog().all())
    if (r->kind == &datashare_kind) sort_all(as<Datashare>(*r));
}

std::string target(const Resource& r) { return "DATASHARE " + identifier(r.name); }

/// What is in the one list and not in the other.
template <class T>
std::vector<T> missing(const std::vector<T>& from, const std::vector<T>& in) {
  std::vector<T> out;
  for (auto& item : from)
    if (std::find(in.begin(), in.end(), item) == in.end()) out.push_back(item);
  return out;
}

void change_objects(const Datashare& share, std::string_view verb, const std::vector<Ref>& refs, std::string_view what, Script& out) {
  for (auto& ref : refs) {
    if (!ref.to) continue;  // dropped, and so no part of it any more
    auto& render = support(*ref.to->kind).render;
    auto name = what == "FUNCTION" ? render.target(*ref.to) : fmt::format("{} {}", what, what == "SCHEMA" ? identifier(ref.to->name) : qualified(*ref.to));
    out.add(fmt::format("ALTER {} {} {}", target(share), verb, name));
  }
}

void include(const Datashare& share, const std::vector<Ref>& schemas, bool value, Script& out) {
  for (auto& ref : schemas)
    if (ref.to) out.add(fmt::format("ALTER {} SET INCLUDENEW {} FOR SCHEMA {}", target(share), value ? "TRUE" : "FALSE", identifier(ref.to->name)));
}

void change_consumers(const Datashare& share, std::string_view grant, std::string_view word, const std::vector<std::string>& names, Script& out) {
  bool adds = grant == "GRANT";
  for (auto& name : names) out.add(fmt::format("{} USAGE ON {} {} {} {}", grant, target(share), adds ? "TO" : "FROM", word, literal(name)));
}

void change(const Datashare& from, const Datashare& to, Script& out) {
  if (from.public_access != to.public_access) out.add(fmt::format("ALTER {} SET PUBLICACCESSIBLE {}", target(to), to.public_access ? "TRUE" : "FALSE"));
  change_objects(to, "REMOVE", missing(from.tables, to.tables), "TABLE", out);
  change_objects(to, "REMOVE", missing(from.functions, to.functions), "FUNCTION", out);
  include(to, missing(missing(from.include_new, to.include_new), missing(from.schemas, to.schemas)), false, out);
  change_objects(to, "REMOVE", missing(from.schemas, to.schemas), "SCHEMA", out);
  change_objects(to, "ADD", missing(to.schemas, from.schemas), "SCHEMA", out);
  include(to, missing(to.include_new, from.include_new), true, out);
  change_objects(to, "ADD", missing(to.tables, from.tables), "TABLE", out);
  change_objects(to, "ADD", missing(to.functions, from.functions), "FUNCTION", out);
  change_consumers(to, "REVOKE", "NAMESPACE", missing(from.namespaces, to.namespaces), out);
  change_consumers(to, "REVOKE", "ACCOUNT", missing(from.accounts, to.accounts), out);
  change_consumers(to, "GRANT", "NAMESPACE", missing(to.namespaces, from.namespaces), out);
  change_consumers(to, "GRANT", "ACCOUNT", missing(to.accounts, from.accounts), out);
}

void create(const Creation& c, Script& out) {
  auto& share = as<Datashare>(c.resource);
  out.add("CREATE " + target(share));
  change(Datashare(), share, out);
}

void drop(const Resource& r, Script& out) { out.add("DROP " + target(r)).hazard("RS105", "consumers can query it no more"); }

bool alter(const Change& c, Script& out) {
  change(as<Datashare>(c.from), as<Datashare>(c.to), out);
  return true;
}

void prepare(Resource& r, const Resource*, const Catalog&, Diagnostics&) { sort_all(as<Datashare>(r)); }

}  // namespace

extern const Support datashare_support;
const Support datashare_support = {
    .inspect = inspect,
    .render = {.create = create, .drop = drop, .alter = alter, .target = target},
    .prepare = prepare,
};

}  // namespace schema::redshift
