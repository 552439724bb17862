#include "postgres/class_members.hpp"

namespace schema {
extern const Kind operator_family_kind;
}

namespace schema::postgres {

namespace {

/// Families that are a class's own are found by now: they are part of it.
void inspect_operator_families(Inspector& db) {
  std::map<Oid, OperatorFamily*> families;
  db.query(R"(
    SELECT f.oid, n.nspname, f.opfname, pg_get_userbyid(f.opfowner), $comment(pg_opfamily, f.oid, 0), am.amname
      FROM pg_opfamily f JOIN pg_namespace n ON n.oid = f.opfnamespace JOIN pg_am am ON am.oid = f.opfmethod
     WHERE $user(pg_opfamily, f.oid) ORDER BY n.nspname, f.opfname, am.amname)",
           [&](Row& row) {
             auto oid = row.oid();
             if (db.find(Class::operator_family, oid)) return;
             auto schema = row.text();
             auto f = make<OperatorFamily>(operator_family_kind, std::move(schema), row.text());
             f->owner = row.text();
             f->comment = row.optional_text();
             f->method.text = row.text();
             families[oid] = &db.add(std::move(f), Class::operator_family, oid);
           });
  std::map<Oid, ClassMembers> members;
  read_members(db, Class::operator_family, [&](Oid oid) -> std::pair<ClassMembers*, Resource*> {
    auto it = families.find(oid);
    if (it == families.end()) return {};
    return {&members[oid], it->second};
  });
  for (auto& [oid, found] : members) {
    families[oid]->operators = std::move(found.operators);
    families[oid]->functions = std::move(found.functions);
  }
}

std::string target(const Resource& r) {
  return fmt::format("OPERATOR FAMILY {} USING {}", qualified(r), sql::quote_ident(as<OperatorFamily>(r).method.text));
}

std::string types(const Type& left, const Type& right) { return fmt::format("({}, {})", left.text, right.text); }

/// "OPERATOR 1 (integer, bigint)": how DROP names a member.
std::string dropped(const ClassOperator& m) {
  return fmt::format("OPERATOR {} {}", m.strategy.value_or(0), types(m.left, m.right));
}
std::string dropped(const ClassFunction& m) {
  return fmt::format("FUNCTION {} {}", m.number.value_or(0), types(m.left, m.right));
}

template <class Member>
bool holds(const std::vector<Member>& list, const Member& member) {
  return std::any_of(list.begin(), list.end(), [&](auto& m) { return member_sql(m) == member_sql(member); });
}

template <class Member>
void change_members(const Resource& family, const std::vector<Member>& from, const std::vector<Member>& to,
                    Script& out) {
  for (auto& m : from)
    if (!holds(to, m)) out.add(fmt::format("ALTER {} DROP {}", target(family), dropped(m)));
  for (auto& m : to)
    if (!holds(from, m)) out.add(fmt::format("ALTER {} ADD {}", target(family), member_sql(m)));
}

void change(const OperatorFamily& from, const OperatorFamily& to, Script& out) {
  change_members(to, from.operators, to.operators, out);
  change_members(to, from.functions, to.functions, out);
}

void create(const Creation& c, Script& out) {
  out.add("CREATE " + target(c.resource));
  change({}, as<OperatorFamily>(c.resource), out);
}

void drop(const Resource& r, Script& out) { out.add("DROP " + target(r)); }

bool alter(const Change& c, Script& out) {
  change(as<OperatorFamily>(c.from), as<OperatorFamily>(c.to), out);
  return true;
}

void rename(const Resource& from, std::string_view to, Script& out) {
  out.add(fmt::format("ALTER {} RENAME TO {}", target(from), sql::quote_ident(to)));
}

}  // namespace

extern const Support operator_family_support;
const Support operator_family_support = {
    inspect_operator_families, {.create = create, .drop = drop, .alter = alter, .target = target, .rename = rename}};

}  // namespace schema::postgres
