#include "postgres/class_members.hpp"

namespace schema {
extern const Kind operator_class_kind;
}

namespace schema::postgres {

namespace {

/// A family with nothing but its class, of the same name and owner, is the class's own.
constexpr std::string_view kOwnsFamily =
    "f.opfname = o.opcname AND f.opfnamespace = o.opcnamespace AND f.opfowner = o.opcowner "
    "AND NOT EXISTS (SELECT FROM pg_opclass x WHERE x.opcfamily = f.oid AND x.oid <> o.oid) "
    "AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.refclassid = 'pg_opfamily'::regclass AND d.refobjid = f.oid "
    "AND d.classid IN ('pg_amop'::regclass, 'pg_amproc'::regclass) AND NOT EXISTS (SELECT FROM pg_depend c "
    "WHERE c.classid = d.classid AND c.objid = d.objid AND c.refclassid = 'pg_opclass'::regclass)) "
    "AND NOT EXISTS (SELECT FROM pg_description x WHERE x.classoid = 'pg_opfamily'::regclass AND x.objoid = f.oid)";

void inspect_operator_classes(Inspector& db) {
  std::map<Oid, OperatorClass*> classes;
  db.query(fmt::format(R"(
    SELECT o.oid, n.nspname, o.opcname, pg_get_userbyid(o.opcowner), $comment(pg_opclass, o.oid, 0), am.amname,
           o.opcintype, CASE WHEN $own THEN format_type(o.opcintype, NULL) END, o.opcdefault,
           nullif(fn.nspname, n.nspname), f.opfname,
           o.opckeytype, CASE WHEN o.opckeytype <> 0 AND $own THEN format_type(o.opckeytype, NULL) END, {}, f.oid
      FROM pg_opclass o JOIN pg_namespace n ON n.oid = o.opcnamespace JOIN pg_am am ON am.oid = o.opcmethod
      JOIN pg_opfamily f ON f.oid = o.opcfamily JOIN pg_namespace fn ON fn.oid = f.opfnamespace
     WHERE $user(pg_opclass, o.oid) ORDER BY n.nspname, o.opcname, am.amname)",
                       kOwnsFamily),
           [&](Row& row) {
             auto oid = row.oid();
             auto schema = row.text();
             auto c = make<OperatorClass>(operator_class_kind, std::move(schema), row.text());
             c->owner = row.text();
             c->comment = row.optional_text();
             c->method.text = row.text();
             auto type = row.oid();
             c->type = db.type(row.text(), type);
             c->is_default = row.boolean();
             c->family = row.name();
             auto storage = row.oid();
             if (auto text = row.text(); !text.empty()) c->storage = db.type(std::move(text), storage);
             c->owns_family = row.boolean();
             if (c->owns_family) c->family = {};
             auto family = row.oid();
             auto& added = db.add(std::move(c), Class::operator_class, oid);
             if (added.owns_family) db.stands_for(Class::operator_family, family, 0, added);
             classes[oid] = &added;
           });
  std::map<Oid, ClassMembers> members;
  read_members(db, Class::operator_class, [&](Oid oid) -> std::pair<ClassMembers*, Resource*> {
    auto it = classes.find(oid);
    if (it == classes.end()) return {};
    return {&members[oid], it->second};
  });
  for (auto& [oid, found] : members) {
    classes[oid]->operators = std::move(found.operators);
    classes[oid]->functions = std::move(found.functions);
  }
}

std::string using_method(const OperatorClass& c, const std::string& name) {
  return fmt::format("{} USING {}", name, sql::quote_ident(c.method.text));
}

std::string target(const Resource& r) { return "OPERATOR CLASS " + using_method(as<OperatorClass>(r), qualified(r)); }

std::string own_family(const OperatorClass& c) { return "OPERATOR FAMILY " + using_method(c, qualified(c)); }

void create(const Creation& creation, Script& out) {
  auto& c = as<OperatorClass>(creation.resource);
  auto& s = out.add(fmt::format("CREATE OPERATOR CLASS {}\n  {}FOR TYPE {} USING {}", qualified(c),
                                c.is_default ? "DEFAULT " : "", c.type.text, sql::quote_ident(c.method.text)));
  if (!c.family.empty()) s << " FAMILY " << name_sql(c.family);
  s << " AS";
  bool first = true;
  auto item = [&](const std::string& text) {
    s << (first ? "\n  " : ",\n  ") << text;
    first = false;
  };
  if (!c.storage.text.empty()) item("STORAGE " + c.storage.text);
  for (auto& m : c.operators) item(member_sql(m));
  for (auto& m : c.functions) item(member_sql(m));
  // A class without members still needs one item.
  if (first) item("STORAGE " + c.type.text);
}

/// A family outlives its classes, so that the class's own is what is dropped.
void drop(const Resource& r, Script& out) {
  auto& c = as<OperatorClass>(r);
  out.add("DROP " + (c.owns_family ? own_family(c) : target(c)));
}

void rename(const Resource& from, std::string_view to, Script& out) {
  auto& c = as<OperatorClass>(from);
  for (auto& what : {target(c), own_family(c)})
    if (what == target(c) || c.owns_family) out.add(fmt::format("ALTER {} RENAME TO {}", what, sql::quote_ident(to)));
}

std::string companion(const Resource& r) {
  auto& c = as<OperatorClass>(r);
  return c.family.empty() ? own_family(c) : std::string();
}

}  // namespace

extern const Support operator_class_support;
const Support operator_class_support = {
    inspect_operator_classes,
    {.create = create, .drop = drop, .target = target, .companion = companion, .rename = rename}};

}  // namespace schema::postgres
