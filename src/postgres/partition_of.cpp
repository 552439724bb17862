#include "kinds/inherit.hpp"
#include "postgres/partition_text.hpp"
#include "postgres/support.hpp"

namespace schema {
extern const Kind partition_of_kind;
}

namespace schema::postgres {

namespace {

void inspect_attachments(Inspector& db) {
  db.query(R"(
    SELECT c.oid, i.inhparent, CASE WHEN $own THEN pg_get_expr(c.relpartbound, c.oid) END
      FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relispartition AND c.relkind IN ('r', 'p', 'f') AND $user(pg_class, c.oid)
     ORDER BY n.nspname, c.relname)",
           [&](Row& row) {
             auto found = db.find(Class::relation, row.oid());
             auto whole = db.find(Class::relation, row.oid());
             if (!found || !whole) return;
             auto& table = as<Table>(*found);
             static_cast<Bound&>(table) = read_bound(row.view());
             table.of.address = whole->address;
             auto attachment = make<Attachment>(partition_of_kind, "", table.name, &table);
             static_cast<Bound&>(*attachment) = table;
             attachment->of = table.of;
             attachment->needs.push_back({whole, false});
             need_shared(*attachment, table, true);
             need_shared(*attachment, *whole, true);
             db.add(std::move(attachment));
           });
}

std::string alter_whole(const Resource& r) {
  return fmt::format("ALTER TABLE {} ", qualified(*as<Attachment>(r).of.to));
}

std::string detach(const Resource& r) { return alter_whole(r) + "DETACH PARTITION " + table_of(r); }

void attach(const Attachment& a, Script& out) {
  auto& s = out.add(alter_whole(a)).locks(Lock::share_update_exclusive);
  s.hazard("PT101", "reads the whole partition, unless a check constraint shows that its rows belong there");
  write_bound(a, s << "ATTACH PARTITION " << table_of(a) << " ");
}

/// The default partition that stays one, or null.
const Attachment* standing_default(const Creation& c) {
  for (auto part : as<Table>(*as<Attachment>(c.resource).of.to).parts)
    if (is_default(*part) && part != &c.resource && c.before(*part)) return part;
  return nullptr;
}

/// Moves the rows of the default partition that belong into the new one.
void move_rows(const Attachment& from, const Attachment& to, Script& out) {
  std::string columns;
  for (auto child : to.parent->children)
    if (auto column = is<Column>(child); column && !column->generated)
      columns += (columns.empty() ? "" : ", ") + sql::quote_ident(column->name);
  auto move = fmt::format(" RETURNING {0}) INSERT INTO {1} ({0}) SELECT {0} FROM moved", columns, table_of(to));
  out.add(fmt::format("DO {}",
                      sql::quote_literal(fmt::format(
                          "BEGIN EXECUTE {} || pg_get_partition_constraintdef({}::regclass) || {}; END",
                          sql::quote_literal(fmt::format("WITH moved AS (DELETE FROM {} WHERE ", table_of(from))),
                          sql::quote_literal(table_of(to)), sql::quote_literal(move)))))
      .locks(Lock::row_exclusive)
      .hazard("PT102", "moves rows out of the default partition");
}

/// While a partition is attached, the default partition must hold no row that belongs there.
void create(const Creation& c, Script& out) {
  auto& a = as<Attachment>(c.resource);
  auto standing = standing_default(c);
  if (standing) out.add(detach(*standing)).locks(Lock::access_exclusive);
  attach(a, out);
  if (!standing) return;
  move_rows(*standing, a, out);
  attach(*standing, out);
}

void drop(const Resource& r, Script& out) { out.add(detach(r)).locks(Lock::access_exclusive); }

}  // namespace

extern const Support partition_of_support;
const Support partition_of_support = {inspect_attachments, {.create = create, .drop = drop}};

}  // namespace schema::postgres
