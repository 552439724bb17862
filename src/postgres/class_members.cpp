#include "postgres/class_members.hpp"

namespace schema::postgres {

namespace {

/// The two ends of a member's types, where they are not the class's own.
void read_types(Inspector& db, Row& row, Type& left, Type& right) {
  for (auto type : {&left, &right}) {
    auto oid = row.oid();
    auto text = row.text();
    if (!text.empty()) *type = db.type(std::move(text), oid);
  }
}

/// How a member hangs on its owner: on its class internally (before 14) or automatically, or on its family.
constexpr std::string_view kOwner =
    "SELECT d.refobjid FROM pg_depend d WHERE d.classid = '{0}'::regclass AND d.objid = m.oid "
    "AND d.refclassid = {1}::oid AND d.deptype IN ('a', 'i')";

std::string owner_of(std::string_view catalog, Class owners) {
  return fmt::format(fmt::runtime(kOwner), catalog, static_cast<uint32_t>(owners));
}

/// A type's text, unless it is the class's own (which families do not have).
std::string type_columns(std::string_view oid, Class owners) {
  auto own = owners == Class::operator_class ? fmt::format("{} <> w.opcintype", oid) : std::string("true");
  return fmt::format("{0}, CASE WHEN {1} AND $own THEN format_type({0}, NULL) END", oid, own);
}

/// The owner's row w in schema n, which the texts are told for.
std::string owner_join(std::string_view catalog, Class owners) {
  bool classes = owners == Class::operator_class;
  return fmt::format("JOIN LATERAL ({}) x ON true JOIN {} w ON w.oid = x.refobjid JOIN pg_namespace n ON n.oid = w.{}",
                     owner_of(catalog, owners), classes ? "pg_opclass" : "pg_opfamily",
                     classes ? "opcnamespace" : "opfnamespace");
}

}  // namespace

void read_members(Inspector& db, Class owners, const std::function<std::pair<ClassMembers*, Resource*>(Oid)>& owner) {
  auto user = owners == Class::operator_class ? "$user(pg_opclass, w.oid)" : "$user(pg_opfamily, w.oid)";
  db.query(fmt::format(R"(
    SELECT w.oid, m.oid, m.amopstrategy, nullif(nullif(pn.nspname, 'pg_catalog'), n.nspname), o.oprname, {}, {},
           nullif(nullif(sn.nspname, 'pg_catalog'), n.nspname), s.opfname
      FROM pg_amop m {}
      JOIN pg_operator o ON o.oid = m.amopopr JOIN pg_namespace pn ON pn.oid = o.oprnamespace
      LEFT JOIN pg_opfamily s ON s.oid = m.amopsortfamily LEFT JOIN pg_namespace sn ON sn.oid = s.opfnamespace
     WHERE {} ORDER BY m.amopstrategy, 6, 8)",
                       type_columns("m.amoplefttype", owners), type_columns("m.amoprighttype", owners),
                       owner_join("pg_amop", owners), user),
           [&](Row& row) {
             auto [members, resource] = owner(row.oid());
             if (!members) return;
             db.stands_for(Class::amop, row.oid(), 0, *resource);
             auto& m = members->operators.emplace_back();
             m.strategy = row.integer();
             m.name = row.name();
             read_types(db, row, m.left, m.right);
             m.order_by = row.name();
           });
  db.query(fmt::format(R"(
    SELECT w.oid, m.oid, m.amprocnum, nullif(nullif(pn.nspname, 'pg_catalog'), n.nspname), p.proname, {}, {},
           CASE WHEN $own THEN ARRAY(SELECT format_type(t.oid, NULL) FROM unnest(p.proargtypes) WITH ORDINALITY t(oid, i) ORDER BY t.i) END,
           p.proargtypes::oid[]
      FROM pg_amproc m {}
      JOIN pg_proc p ON p.oid = m.amproc JOIN pg_namespace pn ON pn.oid = p.pronamespace
     WHERE {} ORDER BY m.amprocnum, 6, 8)",
                       type_columns("m.amproclefttype", owners), type_columns("m.amprocrighttype", owners),
                       owner_join("pg_amproc", owners), user),
           [&](Row& row) {
             auto [members, resource] = owner(row.oid());
             if (!members) return;
             db.stands_for(Class::amproc, row.oid(), 0, *resource);
             auto& m = members->functions.emplace_back();
             m.number = row.integer();
             m.name = row.name();
             read_types(db, row, m.left, m.right);
             auto texts = row.list(), oids = row.list();
             for (size_t i = 0; i < texts.size(); ++i)
               m.args.push_back({db.type(texts[i], static_cast<Oid>(std::stoul(oids[i])))});
           });
}

namespace {

std::string pair_sql(const Type& left, const Type& right) {
  if (left.text.empty() && right.text.empty()) return "";
  auto& first = left.text.empty() ? right : left;
  auto& second = right.text.empty() ? left : right;
  return fmt::format(" ({}, {})", first.text, second.text);
}

}  // namespace

std::string member_sql(const ClassOperator& m) {
  auto out = fmt::format("OPERATOR {} {}{}", m.strategy.value_or(0), operator_name(m.name), pair_sql(m.left, m.right));
  if (!m.order_by.empty()) out += " FOR ORDER BY " + name_sql(m.order_by);
  return out;
}

std::string member_sql(const ClassFunction& m) {
  std::string types;
  for (auto& arg : m.args) types += (types.empty() ? "" : ", ") + arg.type.text;
  return fmt::format("FUNCTION {}{} {}({})", m.number.value_or(0), pair_sql(m.left, m.right), name_sql(m.name), types);
}

}  // namespace schema::postgres
