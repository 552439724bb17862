#include "kinds/sequence.hpp"
#include "postgres/support.hpp"

namespace schema {
extern const Kind sequence_owner_kind;
}

namespace schema::postgres {

namespace {

/// The pg_depend row between sequence and column is the resource itself: its edge leads to the column.
void inspect_owners(Inspector& db) {
  db.query(R"(
    SELECT d.objid, d.refobjid, d.refobjsubid
      FROM pg_depend d JOIN pg_sequence q ON q.seqrelid = d.objid JOIN pg_class c ON c.oid = d.objid
      JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass AND d.deptype = 'a' AND d.refobjsubid > 0
       AND $user(pg_class, c.oid)
     ORDER BY n.nspname, c.relname)",
           [&](Row& row) {
             auto oid = row.oid(), table = row.oid();
             auto sequence = db.find(Class::relation, oid);
             auto column = db.find(Class::relation, table, static_cast<int32_t>(row.integer()));
             if (!sequence || !column) return;
             auto owner = make<SequenceOwner>(sequence_owner_kind, "", "", sequence);
             owner->owned_by.address = column->address;
             owner->needs.push_back({column, false});
             db.add(std::move(owner), Class::depend, oid);
           });
}

void set_owner(const Resource& r, std::string_view owner, Script& out) {
  out.add(fmt::format("ALTER SEQUENCE {} OWNED BY {}", table_of(r), owner)).locks(Lock::share_row_exclusive);
}

void own(const Resource& r, Script& out) {
  auto column = as<SequenceOwner>(r).owned_by.to;
  if (column) set_owner(r, fmt::format("{}.{}", table_of(*column), sql::quote_ident(column->name)), out);
}

void create(const Creation& c, Script& out) { own(c.resource, out); }

void drop(const Resource& r, Script& out) { set_owner(r, "NONE", out); }

bool alter(const Change& change, Script& out) {
  own(change.to, out);
  return true;
}

}  // namespace

extern const Support sequence_owner_support;
const Support sequence_owner_support = {inspect_owners, {.create = create, .drop = drop, .alter = alter}};

}  // namespace schema::postgres
