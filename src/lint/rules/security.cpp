#include "kinds/permission.hpp"
#include "kinds/routine.hpp"
#include "kinds/table.hpp"
#include "lint/dynamic_sql.hpp"
#include "lint/families.hpp"
#include "sql/type_names.hpp"

namespace schema::lint {

namespace {

void open_path(const Resource& r, const Scene&, Found& found) {
  auto& routine = as<Routine>(r);
  if (routine.security.text == "definer" && !routine.config.contains("search_path") && !has_standard_body(routine))
    found.add(r, "runs with its owner's rights and its caller's search_path");
}

bool is_text(const Type& type) {
  auto base = std::string(sql::without_type_arguments(type.text));
  if (base.ends_with("[]")) base.resize(base.size() - 2);
  for (auto text : {"text", "character varying", "character", "name", "json", "jsonb", "xml", "anyelement", "\"any\""})
    if (base == text) return true;
  return false;
}

void injection(const Resource& r, const Scene&, Found& found) {
  auto& routine = as<Routine>(r);
  if (routine.language.text != "plpgsql") return;
  std::set<std::string> arguments;
  for (size_t i = 0; i < routine.args.size(); ++i) {
    auto& arg = routine.args[i];
    if (arg.mode.text == "out" || arg.mode.text == "table" || !is_text(arg.type)) continue;
    arguments.insert(fmt::format("${}", i + 1));
    if (!arg.name.empty()) arguments.insert(arg.name);
  }
  if (arguments.empty()) return;
  for (auto& place : find_injections(routine.body.text, arguments))
    found.add(r,
              fmt::format("EXECUTE runs what a caller writes into {}: use format with %I or %L, quote_ident, or USING",
                          place.name),
              routine.body.origin ? routine.body.origin->at(place.begin, place.end) : Range{});
}

void to_public(const Resource& r, const Scene&, Found& found) {
  auto& permission = as<Permission>(r);
  auto& of = r.parent ? *r.parent->kind : *r.kind;
  bool table = of.name_space == "relation" || of.name == "column";
  if (!table || permission.to != "PUBLIC" || permission.privileges.empty()) return;
  std::vector<std::string> words;
  for (auto& word : permission.privileges) words.push_back(word.text);
  found.add(r, fmt::format("every role, also of other databases, may {}", fmt::join(words, ", ")));
}

bool has_policy(const Resource& table) {
  return std::any_of(table.children.begin(), table.children.end(),
                     [](auto child) { return child->kind->name == "policy"; });
}

void no_policy(const Resource& r, const Scene&, Found& found) {
  auto& security = as<Table>(r).row_security;
  if (security && security->enabled && !has_policy(r))
    found.add(r, "row security is enabled and there is no policy: nobody but the owner sees a row");
}

void idle_policy(const Resource& r, const Scene&, Found& found) {
  auto table = is<Table>(r.parent);
  if (table && !(table->row_security && table->row_security->enabled))
    found.add(r, fmt::format("row security of {} is not enabled: the policy does nothing", table->address));
}

const Rule kRules[] = {
    {.code = "SE101",
     .title = "SECURITY DEFINER without a search_path",
     .doc = "The routine runs with its owner's rights, but finds names by its caller's search_path: a caller who puts "
            "a table or "
            "an operator of the same name first has his own code run as the owner. Set the path: "
            "`config = { search_path = \"app, pg_temp\" }`.",
     .example = {.bad = R"(schema "app" {}
function "one" { # here
  lang     = sql
  return   = bigint
  security = definer
  as       = "SELECT 1"
}
)",
                 .good = R"(schema "app" {}
function "one" {
  lang     = sql
  return   = bigint
  security = definer
  config   = { search_path = "pg_catalog, pg_temp" }
  as       = "SELECT 1"
}
)"},
     .kinds = "function procedure",
     .resource = open_path},
    {.code = "SA101",
     .title = "Dynamic SQL that is built from arguments",
     .doc = "Text that a caller gives becomes part of a statement, so the caller decides what it does. Give values "
            "with `USING`, "
            "and names with `format('... %I ...')` or `quote_ident`. Followed through assignments to variables; values "
            "that go through "
            "a query or another routine are not.",
     .example = {.bad = R"(schema "app" {}
function "count_of" {
  lang   = plpgsql
  return = bigint
  arg "what" { type = text }
  as = <<-PLPGSQL
    DECLARE
      n bigint;
    BEGIN
      EXECUTE 'SELECT count(*) FROM ' || what INTO n; -- # here
      RETURN n;
    END
  PLPGSQL
}
)",
                 .good = R"(schema "app" {}
function "count_of" {
  lang   = plpgsql
  return = bigint
  arg "what" { type = text }
  arg "id"   { type = bigint }
  as = <<-PLPGSQL
    DECLARE
      query text := format('SELECT count(*) FROM %I WHERE id = $1', what);
      n bigint;
    BEGIN
      EXECUTE query INTO n USING id;
      RETURN n;
    END
  PLPGSQL
}
)"},
     .kinds = "function procedure",
     .resource = injection},
    {.code = "SE102",
     .title = "Rights on a table for everybody",
     .doc = "PUBLIC is every role of the server, also those that are made later and for other purposes. Give the right "
            "to a "
            "role, and the role to who needs it.",
     .example = {.bad = R"(schema "app" {}
table "call" {
  column "id" { type = bigint }
  primary_key { columns = [column.id] }
  permission { # here
    to         = PUBLIC
    privileges = [select]
  }
}
)",
                 .good = R"(schema "app"  {}
role "reader" {}
table "call" {
  column "id" { type = bigint }
  primary_key { columns = [column.id] }
  permission {
    to         = role.reader
    privileges = [select]
  }
}
)"},
     .kinds = "permission",
     .resource = to_public},
    {.code = "SE103",
     .title = "Row security without a policy",
     .doc = "Once row security is enabled, what no policy allows is denied: to all roles but the owner the table is "
            "empty, and they can write nothing.",
     .example = {.bad = R"(schema "app" {}
table "call" { # here
  row_security { enabled = true }
  column "id" { type = bigint }
  primary_key { columns = [column.id] }
}
)",
                 .good = R"(schema "app" {}
table "call" {
  row_security { enabled = true }
  column "id" { type = bigint }
  primary_key { columns = [column.id] }
  policy "all" { using = "id > 0" }
}
)"},
     .kinds = "table",
     .resource = no_policy},
    {.code = "SE104",
     .title = "A policy without row security",
     .doc =
         "A policy holds only once its table says `row_security { enabled = true }`. Until then every role sees every "
         "row that its privileges allow.",
     .example = {.bad = R"(schema "app" {}
table "call" {
  column "id" { type = bigint }
  primary_key { columns = [column.id] }
  policy "own" { using = "id > 0" } # here
}
)",
                 .good = R"(schema "app" {}
table "call" {
  row_security { enabled = true }
  column "id" { type = bigint }
  primary_key { columns = [column.id] }
  policy "own" { using = "id > 0" }
}
)"},
     .kinds = "policy",
     .resource = idle_policy},
};

}  // namespace

Family security_rules() { return {"Security", kRules}; }

}  // namespace schema::lint
