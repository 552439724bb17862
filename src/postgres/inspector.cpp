#include "postgres/inspector.hpp"

#include "model/field_type.hpp"
#include "postgres/backend.hpp"
#include "postgres/catalog_queries.hpp"
#include "postgres/support.hpp"

namespace schema::postgres {

namespace {

uint64_t row_key(Class row_class, Oid oid) { return static_cast<uint64_t>(row_class) << 32 | oid; }

/// The elements of an array in its text form: {a,"b c",NULL}.
std::vector<std::string> parse_array(std::string_view text) {
  std::vector<std::string> items;
  if (text.size() < 2 || text == "{}") return items;
  std::string item;
  bool quoted = false;
  for (size_t i = 1; i + 1 < text.size(); ++i) {
    char c = text[i];
    if (c == '\\')
      item += text[++i];
    else if (c == '"')
      quoted = !quoted;
    else if (c == ',' && !quoted)
      items.push_back(std::exchange(item, {}));
    else
      item += c;
  }
  items.push_back(std::move(item));
  return items;
}

void replace_all(std::string& text, std::string_view what, std::string_view with) {
  for (size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
    text.replace(at, what.size(), with);
}

/// Puts `written`, with {0}, {1}... for the arguments, in place of each `mark(a, b)`.
void expand(std::string& text, std::string_view mark, std::string_view written) {
  for (size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at)) {
    auto close = text.find(')', at);
    auto result = std::string(written);
    size_t number = 0;
    for (size_t from = at + mark.size(); from < close; ++number) {
      auto end = std::min(text.find(", ", from), close);
      replace_all(result, fmt::format("{{{}}}", number), text.substr(from, end - from));
      from = end + 2;
    }
    text.replace(at, close + 1 - at, result);
  }
}

/// Whether the object is no extension's. That what is depended on is an extension as well lets the server find the few
/// rows by an index.
std::string no_member() {
  return "{1} NOT IN (SELECT objid FROM pg_depend WHERE classid = '{0}'::regclass AND deptype = 'e' AND "
         "refclassid = 'pg_extension'::regclass)";
}

/// A catalog query with its marks written out (see Inspector::query).
std::string expanded(std::string text) {
  // Setting the path makes the server look up its schemas anew: only where it changes from one row to the next.
  replace_all(text, "$own",
              "(current_setting('search_path') = quote_ident(n.nspname) OR "
              "set_config('search_path', quote_ident(n.nspname), true) IS NOT NULL)");
  expand(text, "$user(",
         "(n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', '" + std::string(kOwnSchema) + "') AND " +
             no_member() + ")");
  expand(text, "$free(", "(" + no_member() + ")");
  // obj_description() is an SQL function that the server does not inline: thirty times the price.
  expand(
      text, "$comment(",
      "(SELECT description FROM pg_description WHERE classoid = '{0}'::regclass AND objoid = {1} AND objsubid = {2})");
  expand(text, "$columns(",
         "ARRAY(SELECT (SELECT attname FROM pg_attribute WHERE attrelid = {0} AND attnum = k.n) "
         "FROM unnest({1}::int2[]) WITH ORDINALITY k(n, i) ORDER BY k.i)");
  return text;
}

}  // namespace

std::optional<std::string> Row::optional_text() {
  bool null = result_.is_null(row_, column_);
  auto value = text();
  return null ? std::nullopt : std::optional(std::move(value));
}

std::optional<int64_t> Row::optional_integer() {
  bool null = result_.is_null(row_, column_);
  auto value = integer();
  return null ? std::nullopt : std::optional(value);
}

Name Row::name() {
  auto schema = text();
  return {std::move(schema), text()};
}

std::vector<std::string> Row::list() { return parse_array(view()); }

Options Row::options() {
  Options options;
  for (auto& item : list()) {
    if (item.starts_with("pg_attver=")) continue;  // the server's own counter since 15.18; pg_dump hides it as well
    auto equals = item.find('=');
    options[item.substr(0, equals)] = equals == std::string::npos ? "" : item.substr(equals + 1);
  }
  return options;
}

void Inspector::query(std::string_view sql, const std::function<void(Row&)>& each) {
  if (!results_) return queries_.push_back(expanded(std::string(sql)));
  auto result = results_->next();
  catalog_.expect(static_cast<size_t>(result.rows()));
  for (int i = 0; i < result.rows(); ++i) {
    Row row(result, i);
    each(row);
  }
}

Resource& Inspector::add_resource(std::unique_ptr<Resource> made) {
  auto& kind = *made->kind;
  if (made->parent) made->schema = made->parent->schema;
  made->address = make_address(kind, made->schema, kind.full_name ? kind.full_name(*made) : made->name, made->parent);
  auto& added = catalog_.add(std::move(made));
  Resource* other = nullptr;
  if (!catalog_.index(added, &other)) throw std::logic_error("two resources have the address " + added.address);
  return added;
}

void Inspector::stands_for(Class row_class, Oid oid, int32_t sub, Resource& resource) {
  rows_[row_key(row_class, oid)].emplace_back(sub, &resource);
}

void Inspector::depends_as(Class row_class, Oid oid, Resource& resource) {
  users_[row_key(row_class, oid)] = &resource;
}

Resource* Inspector::find(Class row_class, Oid oid, int32_t sub) const {
  auto it = rows_.find(row_key(row_class, oid));
  if (it == rows_.end()) return nullptr;
  for (auto& [s, resource] : it->second)
    if (s == sub) return resource;
  return nullptr;
}

std::vector<std::string> Inspector::column_names(Oid relation, const std::vector<std::string>& numbers) const {
  std::vector<std::string> names;
  for (auto& number : numbers)
    if (auto column = find(Class::relation, relation, std::atoi(number.c_str()))) names.push_back(column->name);
  return names;
}

Type Inspector::type(std::string text, Oid oid) const {
  Type type;
  type.text = std::move(text);
  if (auto it = types_.find(oid); it != types_.end()) {
    type.named.address = it->second.address;
    type.array = it->second.array;
  }
  return type;
}

Ref reference(const Kind& kind, std::string_view schema, std::string_view name) {
  Ref ref;
  ref.address = make_address(kind, schema, name, nullptr);
  return ref;
}

/// Which kind a user's type is, told by its typtype and, for a row type, the relation's relkind.
void Inspector::load_types() {
  static const std::map<std::string_view, std::string_view> kinds = {
      {"e", "enum"}, {"d", "domain"}, {"c", "composite"}, {"r", "table"}, {"R", "range"},
      {"b", "type"}, {"P", "type"},   {"p", "table"},     {"v", "view"},  {"m", "materialized_view"}};
  query(R"(
    SELECT t.oid, t.typarray, n.nspname, t.typname, CASE t.typtype WHEN 'c' THEN c.relkind::text WHEN 'r' THEN 'R' WHEN 'p' THEN 'P' ELSE t.typtype::text END
      FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace LEFT JOIN pg_class c ON c.reltype = t.oid
     WHERE t.typtype <> 'm' AND NOT (t.typtype = 'b' AND EXISTS (SELECT FROM pg_type e WHERE e.typarray = t.oid)) AND $user(pg_type, t.oid)
       AND (c.oid IS NULL OR $free(pg_class, c.oid)))",
        [&](Row& row) {
          auto oid = row.oid(), array = row.oid();
          if (array) elements_[array] = oid;
          auto schema = row.text(), name = row.text();
          auto kind = kinds.find(row.view());
          if (kind == kinds.end()) return;
          auto address = make_address(*find_kind(kind->second), schema, name, nullptr);
          types_[oid] = {address, false};
          if (array) types_[array] = {address, true};
        });
  if (version_ >= 140000) load_multiranges();
}

/// A multirange type belongs to its range type.
void Inspector::load_multiranges() {
  query(R"(
    SELECT g.rngtypid, m.oid, m.typarray FROM pg_range g JOIN pg_type m ON m.oid = g.rngmultitypid
      JOIN pg_namespace n ON n.oid = m.typnamespace WHERE $user(pg_type, g.rngtypid))",
        [&](Row& row) {
          auto range = types_.find(row.oid());
          auto oid = row.oid(), array = row.oid();
          if (range == types_.end()) return;
          auto address = range->second.address;
          types_[oid] = {address, false};
          types_[array] = {address, true};
          elements_[array] = oid;
        });
}

namespace {

/// Only routines can do with the mere name of a type that is made of routines.
void need_whole_type(Resource& user, const Resource& type) {
  for (auto child : type.children)
    if (child->kind->shape) user.needs.push_back({child, user.kind->late_bound != nullptr});
}

/// Whether a field of the user is this type: an argument, or what it returns.
bool names_type(Resource& user, const Resource& type) {
  struct Finder : Visitor {
    const std::string& address;
    bool found = false;
    explicit Finder(const std::string& a) : address(a) {}
    void type(Type& type, const Field&) override { found = found || type.named.address == address; }
  } finder(type.address);
  visit(user, finder);
  return finder.found;
}

/// How the user of a type keeps values of it. What columns do shows in the columns; the relations that are left have
/// expressions: indexes. Casts and operators have their routines'.
Keeps how(const Resource& user, Class user_class, bool array) {
  bool mere = user_class == Class::type || user_class == Class::cast || user_class == Class::operation;
  if (mere || user.kind->is_column || user.kind->keeps_rows) return Keeps::none;
  return array ? Keeps::inside : Keeps::value;
}

}  // namespace

/// One query over pg_depend; every row that joins two resources is an edge. A view's dependencies hang on its rule,
/// which stands for the view, as a key's index does for the key.
void Inspector::load_dependencies() {
  // An array type stands for its element type, an extension's member for the extension. Which column owns a sequence is
  // a resource of its own (see sequence_owner.cpp), as is what a table inherits from, or has its columns from. The
  // triggers that keep a foreign key, row types, the indexes of constraints and what belongs to TOAST are the server's.
  query(R"(
    WITH member AS (
      SELECT classid, objid, refclassid, refobjid FROM pg_depend WHERE deptype = 'e' AND refclassid = 'pg_extension'::regclass
       UNION ALL
      SELECT d.classid, t.typarray, d.refclassid, d.refobjid FROM pg_depend d JOIN pg_type t ON t.oid = d.objid AND t.typarray <> 0
       WHERE d.classid = 'pg_type'::regclass AND d.deptype = 'e' AND d.refclassid = 'pg_extension'::regclass)
    SELECT d.classid, d.objid, d.objsubid, coalesce(e.refclassid, d.refclassid), coalesce(e.refobjid, d.refobjid),
           CASE WHEN e.refobjid IS NULL THEN d.refobjsubid ELSE 0 END
      FROM pg_depend d LEFT JOIN member e ON e.classid = d.refclassid AND e.objid = d.refobjid
     WHERE d.deptype IN ('n', 'a', 'i', 'e') AND d.objid >= 16384 AND d.refobjid >= 2200
       AND NOT (d.classid = 'pg_trigger'::regclass AND d.deptype = 'i')
       AND NOT (d.classid = 'pg_type'::regclass AND d.deptype = 'i')
       AND NOT (d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_constraint'::regclass AND d.deptype = 'i')
       AND NOT (d.refclassid = 'pg_class'::regclass AND d.refobjid IN (SELECT reltoastrelid FROM pg_class WHERE reltoastrelid <> 0))
       AND NOT (d.classid = 'pg_class'::regclass AND d.deptype = 'a' AND d.objid IN (SELECT seqrelid FROM pg_sequence))
       AND NOT (d.refclassid = 'pg_class'::regclass AND d.classid = 'pg_class'::regclass AND d.objsubid = 0
                AND EXISTS (SELECT FROM pg_inherits WHERE inhrelid = d.objid AND inhparent = d.refobjid))
       AND NOT (d.refclassid = 'pg_type'::regclass AND d.classid = 'pg_class'::regclass AND d.objsubid = 0
                AND EXISTS (SELECT FROM pg_class WHERE oid = d.objid AND reloftype = d.refobjid)))",
        [&, signatures = std::set<std::pair<Resource*, Resource*>>()](Row& row) mutable {
          auto from_class = Class(row.oid());
          auto from_oid = row.oid();
          auto from_sub = static_cast<int32_t>(row.integer());
          auto to_class = Class(row.oid());
          auto to_oid = row.oid();
          auto to_sub = static_cast<int32_t>(row.integer());
          bool array = false;
          if (auto element = elements_.find(to_oid); to_class == Class::type && element != elements_.end()) {
            to_oid = element->second;
            array = true;
          }
          auto user = users_.find(row_key(from_class, from_oid));
          auto from = user == users_.end() ? find(from_class, from_oid, from_sub) : user->second;
          auto to = find(to_class, to_oid, to_sub);
          if (!to) to = find(to_class, to_oid, 0);  // a view's column is the view, unless it is a resource
          if (!from || !to || from == to || from->parent == to || to->parent == from) return;
          auto& edge = from->needs.emplace_back(Edge{to, false});
          if (to_class == Class::type) {
            // A routine has a row for its arguments, and another one if its body says so as well.
            bool only_named =
                from_class == Class::procedure && names_type(*from, *to) && signatures.emplace(from, to).second;
            if (!only_named) edge.keeps = how(*from, from_class, array);
          }
          if (to->kind->circular) need_whole_type(*from, *to);
        });
  for (auto& r : catalog_.all()) {
    auto by_address = [](const Edge& a, const Edge& b) {
      return std::tie(a.to->address, b.keeps) < std::tie(b.to->address, a.keeps);
    };
    std::sort(r->needs.begin(), r->needs.end(), by_address);
    auto same = [](const Edge& a, const Edge& b) { return a.to == b.to; };
    r->needs.erase(std::unique(r->needs.begin(), r->needs.end(), same), r->needs.end());
  }
}

void Inspector::load_security_labels() {
  query(R"(
    SELECT classoid, objoid, objsubid, provider, label FROM pg_seclabel
     UNION ALL SELECT classoid, objoid, 0, provider, label FROM pg_shseclabel ORDER BY provider)",
        [&](Row& row) {
          auto row_class = Class(row.oid());
          auto oid = row.oid();
          auto sub = static_cast<int32_t>(row.integer());
          auto provider = row.text();
          if (auto r = find(row_class, oid, sub); r && r->kind->has_labels) r->security_labels[provider] = row.text();
        });
}

void Inspector::link_references() {
  struct Linker : Visitor {
    Catalog& catalog;
    explicit Linker(Catalog& c) : catalog(c) {}
    Resource* self = nullptr;
    void ref(Ref& ref, const Field& field) override {
      ref.to = catalog.find(ref.address);
      if (ref.to && field.options.identity) self->needs.push_back({ref.to, false});  // it cannot be without
    }
    /// The roles that own things and have rights: pg_depend does not hold them.
    void named(std::string& name, const Field& field) override {
      auto& kind = *find_kind(field.options.names);
      if (!kind.cluster) return;
      if (auto to = catalog.find(make_address(kind, "", name, nullptr)); to && to != self)
        self->needs.push_back({to, true});
    }
  } linker(catalog_);
  for (auto& r : catalog_.all()) {
    linker.self = r.get();
    visit(*r, linker);
  }
}

/// Most objects of a schema have one owner, which is then said once.
void Inspector::set_objects_owners() {
  std::map<std::string_view, std::map<std::string_view, int>> votes;
  for (auto& r : catalog_.all())
    if (r->kind->scope == Scope::schema && r->owner) ++votes[r->schema][*r->owner];
  for (auto& r : catalog_.all()) {
    if (!r->kind->objects_owner || !votes.contains(r->name)) continue;
    auto& owners = votes[r->name];
    auto fewer = [](auto& a, auto& b) { return a.second < b.second; };
    r->kind->objects_owner(*r) = std::max_element(owners.begin(), owners.end(), fewer)->first;
  }
}

void Inspector::read_all(Reach reach) {
  load_types();
  for (auto kind : all_kinds())
    if (auto read = support(*kind).inspect; read && (!kind->cluster || reach == Reach::cluster)) read(*this);
  load_dependencies();
  load_security_labels();
  list_unread();
}

Catalog inspect(Connection& db, Reach reach) {
  Catalog catalog;
  catalog.server_version = db.server_version();
  auto about = db.query("SELECT current_database(), has_column_privilege('pg_subscription', 'subconninfo', 'SELECT')");
  catalog.database = about.text(0, 0);
  Inspector collector(catalog.server_version, catalog, nullptr);
  collector.reads_subscriptions_ = about.boolean(0, 1);
  collector.read_all(reach);
  CatalogQueries results(db, std::move(collector.queries_));
  Inspector inspector(catalog.server_version, catalog, &results);
  inspector.reads_subscriptions_ = collector.reads_subscriptions_;
  inspector.read_all(reach);
  inspector.link_references();
  inspector.set_objects_owners();
  return catalog;
}

}  // namespace schema::postgres
