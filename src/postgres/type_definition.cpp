#include "kinds/type.hpp"
#include "postgres/support.hpp"

namespace schema {
extern const Kind type_definition_kind;
}

namespace schema::postgres {

namespace {

std::string function(std::string_view column) {
  return fmt::format(
      "(SELECT nullif(nullif(pn.nspname, 'pg_catalog'), n.nspname) FROM pg_proc f JOIN pg_namespace pn "
      "ON pn.oid = f.pronamespace WHERE f.oid = {0}), (SELECT f.proname FROM pg_proc f WHERE f.oid = {0})",
      column);
}

std::string_view alignment_word(std::string_view letter) {
  return letter == "c" ? "char" : letter == "s" ? "int2" : letter == "d" ? "double" : "int4";
}

std::string_view storage_word(std::string_view letter) {
  return letter == "e" ? "external" : letter == "x" ? "extended" : letter == "m" ? "main" : "plain";
}

void inspect_definitions(Inspector& db) {
  db.query(fmt::format(R"(
    SELECT t.oid, {}, {}, {}, {}, {}, {}, {}, {}, CASE WHEN t.typlen >= 0 THEN t.typlen END, t.typbyval, t.typalign, t.typstorage,
           nullif(t.typcategory, 'U'), t.typispreferred, t.typdefault, t.typelem,
           CASE WHEN t.typelem <> 0 AND $own THEN format_type(t.typelem, NULL) END, nullif(t.typdelim, ','), t.typcollation <> 0
      FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
     WHERE $user(pg_type, t.oid) AND t.typtype = 'b' AND t.typisdefined
       AND NOT EXISTS (SELECT FROM pg_type e WHERE e.typarray = t.oid) ORDER BY n.nspname, t.typname)",
                       function("t.typinput"), function("t.typoutput"), function("t.typreceive"), function("t.typsend"),
                       function("t.typmodin"), function("t.typmodout"), function("t.typanalyze"),
                       function(db.version() >= 140000 ? "t.typsubscript" : "0")),
           [&](Row& row) {
             auto oid = row.oid();
             auto type = db.find(Class::type, oid);
             if (!type) return;
             auto d = make<TypeDefinition>(type_definition_kind, "", "definition", type);
             for (auto name : {&d->input, &d->output, &d->receive, &d->send, &d->typmod_in, &d->typmod_out, &d->analyze,
                               &d->subscript})
               *name = row.name();
             d->length = row.optional_integer();
             d->by_value = row.boolean();
             d->alignment.text = alignment_word(row.view());
             d->storage.text = storage_word(row.view());
             d->category = row.text();
             d->preferred = row.boolean();
             d->default_value = row.optional_text();
             auto element = row.oid();
             if (auto text = row.text(); !text.empty()) d->element = db.type(std::move(text), element);
             d->delimiter = row.text();
             d->collatable = row.boolean();
             // What the type depends on its definition does; the type itself is what others depend on.
             db.depends_as(Class::type, oid, db.add(std::move(d)));
           });
}

struct OptionFunction {
  std::string_view field, word;
  Name TypeDefinition::*member;
};
constexpr OptionFunction kFunctions[] = {
    {"input", "INPUT", &TypeDefinition::input},
    {"output", "OUTPUT", &TypeDefinition::output},
    {"receive", "RECEIVE", &TypeDefinition::receive},
    {"send", "SEND", &TypeDefinition::send},
    {"typmod_in", "TYPMOD_IN", &TypeDefinition::typmod_in},
    {"typmod_out", "TYPMOD_OUT", &TypeDefinition::typmod_out},
    {"analyze", "ANALYZE", &TypeDefinition::analyze},
    {"subscript", "SUBSCRIPT", &TypeDefinition::subscript},
};

void create(const Creation& c, Script& out) {
  auto& d = as<TypeDefinition>(c.resource);
  auto& s = out.add("CREATE TYPE " + table_of(d) + " (");
  bool first = true;
  auto option = [&](std::string_view word, std::string_view value) {
    s << (first ? "\n  " : ",\n  ") << word << " = " << value;
    first = false;
  };
  for (auto& f : kFunctions)
    if (!(d.*f.member).empty()) option(f.word, name_sql(d.*f.member));
  option("INTERNALLENGTH", d.length ? std::to_string(*d.length) : "VARIABLE");
  if (d.by_value) option("PASSEDBYVALUE", "true");
  if (d.alignment.text != "int4") option("ALIGNMENT", d.alignment.text);
  if (d.storage.text != "plain") option("STORAGE", d.storage.text);
  if (!d.category.empty()) option("CATEGORY", sql::quote_literal(d.category));
  if (d.preferred) option("PREFERRED", "true");
  if (d.default_value) option("DEFAULT", sql::quote_literal(*d.default_value));
  if (!d.element.text.empty()) option("ELEMENT", d.element.text);
  if (!d.delimiter.empty()) option("DELIMITER", sql::quote_literal(d.delimiter));
  if (d.collatable) option("COLLATABLE", "true");
  s << "\n)";
}

/// The functions need the type as it needs them: only all together can go.
void drop(const Resource& r, Script& out) {
  out.add(fmt::format("DROP TYPE {} CASCADE", table_of(r)));
}

bool alter(const Change& change, Script& out) {
  if (change.server_version < 130000) return false;
  auto& to = as<TypeDefinition>(change.to);
  std::string set;
  auto add = [&](std::string_view word, std::string_view value) {
    set += fmt::format("{}{} = {}", set.empty() ? "" : ", ", word, value);
  };
  for (auto& f : kFunctions)
    if (change.has(f.field)) add(f.word, (to.*f.member).empty() ? "NONE" : name_sql(to.*f.member));
  if (change.has("storage")) add("STORAGE", to.storage.text);
  out.add(fmt::format("ALTER TYPE {} SET ({})", table_of(to), set));
  return true;
}

}  // namespace

extern const Support type_definition_support;
const Support type_definition_support = {inspect_definitions, {.create = create, .drop = drop, .alter = alter}};

}  // namespace schema::postgres
