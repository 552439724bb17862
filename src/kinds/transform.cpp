#include "kinds/language.hpp"
#include "sql/type_names.hpp"

namespace schema {

namespace {

const Field kFields[] = {
    FIELD(TypeTransform, type)("type", "The type.", {.required = true, .identity = true, .example = "type = integer"}),
    FIELD(TypeTransform, language)(
        "language", "The language.",
        {.required = true, .identity = true, .names = "language", .example = "language = plpython3u"}),
    FIELD(TypeTransform, from_sql)("from_sql", "The function that makes the language's form of a value.",
                                   {.space = "routine"}),
    FIELD(TypeTransform, to_sql)("to_sql", "The function that makes a value of the language's form.",
                                 {.space = "routine"}),
};

std::string name_of(const Resource& r) {
  auto& t = as<TypeTransform>(r);
  return sql::without_type_arguments(t.type.text) + " in " + t.language;
}

void finish(Resource& r) {
  auto& t = as<TypeTransform>(r);
  t.type.text = sql::without_type_arguments(t.type.text);
}

}  // namespace

extern const Kind transform_kind;
const Kind transform_kind = {
    .name = "transform",
    .keyword = "transform",
    .doc = "How a language sees the values of a type.",
    .manual = "sql-createtransform",
    .scope = Scope::database,
    .fields = kFields,
    .make = [] { return std::unique_ptr<Resource>(new TypeTransform); },
    .default_name = name_of,
    .finish = finish,
};

}  // namespace schema
