#include "kinds/composite.hpp"

#include "postgres/support.hpp"

namespace schema {
extern const Kind composite_kind;
}

namespace schema::postgres {

namespace {

CompositeField read_attribute(Inspector& db, Row& row) {
  CompositeField a;
  a.name = row.text();
  auto type = row.oid();
  a.type = db.type(row.text(), type);
  auto collation_schema = row.text();
  a.collate = {collation_schema, row.text()};
  a.comment = row.optional_text();
  return a;
}

/// A row an attribute; a type without attributes has one row with nulls. What an attribute depends on is recorded for
/// the attribute's own number, so that each of them stands for the type.
void inspect_composites(Inspector& db) {
  Oid last = 0;
  db.query(R"(
    SELECT c.oid, c.reltype, n.nspname, c.relname, pg_get_userbyid(c.relowner), $comment(pg_type, c.reltype, 0), a.attnum,
           a.attname, a.atttypid, CASE WHEN $own THEN format_type(a.atttypid, a.atttypmod) END,
           CASE WHEN a.attcollation <> t.typcollation AND cn.nspname NOT IN ('pg_catalog', n.nspname) THEN cn.nspname END,
           CASE WHEN a.attcollation <> t.typcollation THEN co.collname END, $comment(pg_class, c.oid, a.attnum)
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      LEFT JOIN pg_type t ON t.oid = a.atttypid
      LEFT JOIN pg_collation co ON co.oid = a.attcollation LEFT JOIN pg_namespace cn ON cn.oid = co.collnamespace
     WHERE c.relkind = 'c' AND $user(pg_type, c.reltype) ORDER BY n.nspname, c.relname, a.attnum)",
           [&](Row& row) {
             auto oid = row.oid(), type = row.oid();
             auto schema = row.text();
             auto c = make<Composite>(composite_kind, std::move(schema), row.text());
             c->owner = row.text();
             c->comment = row.optional_text();
             auto number = row.optional_integer();
             if (oid != std::exchange(last, oid))
               db.stands_for(Class::type, type, 0, db.add(std::move(c), Class::relation, oid));
             if (!number) return;
             auto& composite = *db.find(Class::relation, oid);
             as<Composite>(composite).attributes.push_back(read_attribute(db, row));
             db.stands_for(Class::relation, oid, static_cast<int32_t>(*number), composite);
           });
}

std::string target(const Resource& r) { return "TYPE " + qualified(r); }

std::string type_of(const CompositeField& a) {
  return a.type.text + (a.collate.empty() ? "" : " COLLATE " + name_sql(a.collate));
}

void comment_on(const Composite& c, const CompositeField& a, Script& out) {
  out.add(fmt::format("COMMENT ON COLUMN {}.{} IS ", qualified(c), sql::quote_ident(a.name)))
          .locks_on(c, Lock::share_update_exclusive)
      << (a.comment ? sql::quote_literal(*a.comment) : "NULL");
}

void create(const Creation& creation, Script& out) {
  auto& c = as<Composite>(creation.resource);
  auto& s = out.add("CREATE " + target(c) + " AS (");
  for (auto& a : c.attributes)
    s << (&a == c.attributes.data() ? "\n  " : ",\n  ") << sql::quote_ident(a.name) << " " << type_of(a);
  s << (c.attributes.empty() ? ")" : "\n)");
  for (auto& a : c.attributes)
    if (a.comment) comment_on(c, a, out);
}

void drop(const Resource& r, Script& out) { out.add("DROP " + target(r)).locks(Lock::access_exclusive); }

const CompositeField* find_attribute(const Composite& c, std::string_view name) {
  auto it = std::find_if(c.attributes.begin(), c.attributes.end(), [&](auto& a) { return a.name == name; });
  return it == c.attributes.end() ? nullptr : &*it;
}

/// Whether `to` is what is left of `from`, in the same order, with the new attributes behind.
bool same_order(const Composite& from, const Composite& to) {
  size_t place = 0;
  for (auto& a : from.attributes) {
    if (!find_attribute(to, a.name)) continue;
    if (to.attributes[place++].name != a.name) return false;
  }
  return true;
}

bool alter(const Change& change, Script& out) {
  auto& from = as<Composite>(change.from);
  auto& to = as<Composite>(change.to);
  if (!same_order(from, to)) return false;
  auto action = [&](std::string_view what, const CompositeField& a) -> Statement& {
    return out.add(fmt::format("ALTER {} {} ATTRIBUTE {}", target(to), what, sql::quote_ident(a.name)))
        .locks(Lock::access_exclusive);
  };
  for (auto& a : from.attributes)
    if (!find_attribute(to, a.name)) action("DROP", a).hazard("DS103", "drops the attribute and what it holds", true);
  for (auto& a : to.attributes) {
    auto old = find_attribute(from, a.name);
    if (!old)
      action("ADD", a) << " " << type_of(a);
    else if (old->type != a.type || old->collate != a.collate) {
      if (change.stored) return false;  // the server does not touch the rows that hold it
      action("ALTER", a) << " TYPE " << type_of(a);
    }
    if (a.comment != (old ? old->comment : std::nullopt)) comment_on(to, a, out);
  }
  return true;
}

/// An attribute with another type. Others may come and go.
Keeps writes_values(const Resource* from, const Resource& to, const FieldNames& fields) {
  if (!from || !contains(fields, "field")) return Keeps::none;
  auto& attributes = as<Composite>(to).attributes;
  bool any = std::any_of(attributes.begin(), attributes.end(), [&](auto& a) {
    auto old = find_attribute(as<Composite>(*from), a.name);
    return old && (old->type != a.type || old->collate != a.collate);
  });
  return any ? Keeps::value : Keeps::none;
}

void rename_inside(const Resource& r, const std::string& from, const std::string& to,
                   const std::vector<Resource*>& followers, Script& out) {
  auto& s = out.add(fmt::format("ALTER {} RENAME ATTRIBUTE {} TO {}", target(r), sql::quote_ident(from),
                                sql::quote_ident(to)))
                .locks_on(r, Lock::access_exclusive);
  if (!followers.empty()) s << " CASCADE";
  for (auto column : followers) s.locks_on(*column->parent, Lock::access_exclusive);
}

void rename(const Resource& from, std::string_view to, Script& out) {
  out.add(fmt::format("ALTER {} RENAME TO {}", target(from), sql::quote_ident(to))).locks(Lock::access_exclusive);
}

}  // namespace

extern const Support composite_support;
const Support composite_support = {inspect_composites,
                                   {.create = create,
                                    .drop = drop,
                                    .alter = alter,
                                    .target = target,
                                    .rename = rename,
                                    .rename_inside = rename_inside,
                                    .writes_values = writes_values}};

}  // namespace schema::postgres
