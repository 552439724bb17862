#include "kinds/cast.hpp"

#include "sql/type_names.hpp"

namespace schema {

namespace {

constexpr std::string_view kMethods[] = {"binary", "inout"};
constexpr std::string_view kContexts[] = {"explicit", "assignment", "implicit"};

const Field kFields[] = {
    FIELD(Cast, source)("source", "The type to cast from.",
                        {.required = true, .identity = true, .example = "source = text"}),
    FIELD(Cast, target)("target", "The type to cast to.",
                        {.required = true, .identity = true, .example = "target = integer"}),
    FIELD(Cast, function)("function", "The function that does it.",
                          {.on_change = OnChange::replace, .space = "routine"}),
    FIELD(Cast, args)("arg", "The types of the function's arguments, where they are not the source type alone.",
                      {.on_change = OnChange::replace, .list = "args"}),
    FIELD(Cast, method)("method", "How it goes without a function: binary (the bytes stay) or inout (through text).",
                        {.on_change = OnChange::replace, .words = kMethods}),
    FIELD(Cast, context)("context", "When it happens: explicit (if not given), assignment or implicit.",
                         {.on_change = OnChange::replace, .words = kContexts}),
};

std::string name_of(const Resource& r) {
  auto& c = as<Cast>(r);
  return sql::without_type_arguments(c.source.text) + " as " + sql::without_type_arguments(c.target.text);
}

void finish(Resource& r) {
  auto& c = as<Cast>(r);
  for (auto type : {&c.source, &c.target}) type->text = sql::without_type_arguments(type->text);
  for (auto& arg : c.args) arg.type.text = sql::without_type_arguments(arg.type.text);
  if (c.args.size() == 1 && c.args[0].type.text == c.source.text) c.args.clear();
}

}  // namespace

extern const Kind cast_kind;
const Kind cast_kind = {
    .name = "cast",
    .keyword = "cast",
    .doc = "How values of one type become values of another.",
    .manual = "sql-createcast",
    .scope = Scope::database,
    .fields = kFields,
    .make = [] { return std::unique_ptr<Resource>(new Cast); },
    .default_name = name_of,
    .finish = finish,
    .ambient = true,
};

}  // namespace schema
