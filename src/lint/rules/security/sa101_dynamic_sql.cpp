#include "kinds/routine.hpp"
#include "lint/dynamic_sql.hpp"
#include "lint/rule.hpp"
#include "sql/type_names.hpp"

namespace schema::lint {

namespace {

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

}  // namespace

extern const Rule sa101{
    .code = "SA101",
    .title = "Dynamic SQL that is built from arguments",
    .doc =
        "Text that a caller gives becomes part of a statement, so the caller decides what it does. Give values with "
        "`USING`, and names with `format('... %I ...')` or `quote_ident`. Followed through assignments to variables; "
        "values that go through a query or another routine are not.",
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
    .resource = injection,
};

}  // namespace schema::lint
