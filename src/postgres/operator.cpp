#include "kinds/operation.hpp"
#include "postgres/support.hpp"

namespace schema {
extern const Kind operator_kind;
}

namespace schema::postgres {

namespace {

constexpr int kLinksAlteredSince = 170000;

/// What stands in only for a commutator or negator that was never made has no function, and is left out.
void inspect_operators(Inspector& db) {
  db.query(R"(
    SELECT o.oid, n.nspname, o.oprname, pg_get_userbyid(o.oprowner), $comment(pg_operator, o.oid, 0),
           o.oprleft, CASE WHEN o.oprleft <> 0 AND $own THEN format_type(o.oprleft, NULL) END,
           o.oprright, CASE WHEN o.oprright <> 0 AND $own THEN format_type(o.oprright, NULL) END,
           nullif(nullif(fn.nspname, 'pg_catalog'), n.nspname), f.proname,
           nullif(cn.nspname, n.nspname), c.oprname, nullif(gn.nspname, n.nspname), g.oprname,
           nullif(nullif(rn.nspname, 'pg_catalog'), n.nspname), r.proname,
           nullif(nullif(jn.nspname, 'pg_catalog'), n.nspname), j.proname, o.oprcanhash, o.oprcanmerge
      FROM pg_operator o JOIN pg_namespace n ON n.oid = o.oprnamespace
      JOIN pg_proc f ON f.oid = o.oprcode JOIN pg_namespace fn ON fn.oid = f.pronamespace
      LEFT JOIN pg_operator c ON c.oid = o.oprcom LEFT JOIN pg_namespace cn ON cn.oid = c.oprnamespace
      LEFT JOIN pg_operator g ON g.oid = o.oprnegate LEFT JOIN pg_namespace gn ON gn.oid = g.oprnamespace
      LEFT JOIN pg_proc r ON r.oid = o.oprrest LEFT JOIN pg_namespace rn ON rn.oid = r.pronamespace
      LEFT JOIN pg_proc j ON j.oid = o.oprjoin LEFT JOIN pg_namespace jn ON jn.oid = j.pronamespace
     WHERE $user(pg_operator, o.oid) ORDER BY n.nspname, o.oprname, o.oid)",
           [&](Row& row) {
             auto oid = row.oid();
             auto schema = row.text();
             auto o = make<Operator>(operator_kind, std::move(schema), row.text());
             o->owner = row.text();
             o->comment = row.optional_text();
             for (auto type : {&o->left, &o->right}) {
               auto type_oid = row.oid();
               *type = db.type(row.text(), type_oid);
             }
             for (auto name : {&o->function, &o->commutator, &o->negator, &o->restrict, &o->join}) *name = row.name();
             o->hashes = row.boolean();
             o->merges = row.boolean();
             db.add(std::move(o), Class::operation, oid);
           });
}

std::string sign(const Resource& r) { return sql::quote_ident(r.schema) + "." + r.name; }

std::string operand(const Type& type) { return type.text.empty() ? "NONE" : type.text; }

std::string target(const Resource& r) {
  auto& o = as<Operator>(r);
  return fmt::format("OPERATOR {} ({}, {})", sign(o), operand(o.left), operand(o.right));
}

/// A commutator or negator of the own schema must be told with it: the server would make a new one elsewhere.
std::string linked(const Operator& o, const Name& name) {
  return operator_sql({name.schema.empty() ? o.schema : name.schema, name.name});
}

void create(const Creation& c, Script& out) {
  auto& o = as<Operator>(c.resource);
  auto& s = out.add(fmt::format("CREATE OPERATOR {} (\n  FUNCTION = {}", sign(o), name_sql(o.function)));
  auto option = [&](std::string_view word, const std::string& value) {
    if (!value.empty()) s << ",\n  " << word << " = " << value;
  };
  option("LEFTARG", o.left.text);
  option("RIGHTARG", o.right.text);
  if (!o.commutator.empty()) option("COMMUTATOR", linked(o, o.commutator));
  if (!o.negator.empty()) option("NEGATOR", linked(o, o.negator));
  if (!o.restrict.empty()) option("RESTRICT", name_sql(o.restrict));
  if (!o.join.empty()) option("JOIN", name_sql(o.join));
  if (o.hashes) s << ",\n  HASHES";
  if (o.merges) s << ",\n  MERGES";
  s << "\n)";
}

void drop(const Resource& r, Script& out) { out.add("DROP " + target(r)); }

bool alter(const Change& change, Script& out) {
  auto& from = as<Operator>(change.from);
  auto& to = as<Operator>(change.to);
  std::string set;
  auto add = [&](std::string_view word, const std::string& value) {
    set += fmt::format("{}{}{}{}", set.empty() ? "" : ", ", word, value.empty() ? "" : " = ", value);
  };
  bool links = change.has("commutator") || change.has("negator") || change.has("hashes") || change.has("merges");
  // These can be given where there was none, by newer servers; never changed.
  bool taken = (change.has("commutator") && !from.commutator.empty()) ||
               (change.has("negator") && !from.negator.empty()) || (from.hashes && !to.hashes) ||
               (from.merges && !to.merges);
  if (links && (taken || change.server_version < kLinksAlteredSince)) return false;
  if (change.has("restrict")) add("RESTRICT", to.restrict.empty() ? "NONE" : name_sql(to.restrict));
  if (change.has("join")) add("JOIN", to.join.empty() ? "NONE" : name_sql(to.join));
  if (change.has("commutator")) add("COMMUTATOR", linked(to, to.commutator));
  if (change.has("negator")) add("NEGATOR", linked(to, to.negator));
  if (change.has("hashes")) add("HASHES", "");
  if (change.has("merges")) add("MERGES", "");
  out.add(fmt::format("ALTER {} SET ({})", target(to), set));
  return true;
}

}  // namespace

extern const Support operator_support;
const Support operator_support = {inspect_operators,
                                  {.create = create, .drop = drop, .alter = alter, .target = target}};

}  // namespace schema::postgres
