#include "kinds/type.hpp"

namespace schema {

namespace {

constexpr std::string_view kParents[] = {"type"};
constexpr std::string_view kAlignments[] = {"char", "int2", "int4", "double"};
constexpr std::string_view kStorage[] = {"plain", "external", "extended", "main"};

const Field kFields[] = {
    FIELD(TypeDefinition, input)("input", "Makes a value of its text.",
                                 {.required = true, .on_change = OnChange::replace, .space = "routine"}),
    FIELD(TypeDefinition, output)("output", "Makes the text of a value.",
                                  {.required = true, .on_change = OnChange::replace, .space = "routine"}),
    FIELD(TypeDefinition, receive)("receive", "Makes a value of its binary form.", {.space = "routine"}),
    FIELD(TypeDefinition, send)("send", "Makes the binary form of a value.", {.space = "routine"}),
    FIELD(TypeDefinition, typmod_in)("typmod_in", "Reads what stands in parentheses behind the type.",
                                     {.space = "routine"}),
    FIELD(TypeDefinition, typmod_out)("typmod_out", "Writes what stands in parentheses behind the type.",
                                      {.space = "routine"}),
    FIELD(TypeDefinition, analyze)("analyze", "Collects statistics of a column.", {.space = "routine"}),
    FIELD(TypeDefinition, subscript)("subscript", "What value[i] means.", {.space = "routine", .since = 140000}),
    FIELD(TypeDefinition, length)("length", "How many bytes a value has; any number, if not given.",
                                  {.on_change = OnChange::replace}),
    FIELD(TypeDefinition, by_value)("by_value", "Whether values are passed as such, not by a pointer.",
                                    {.on_change = OnChange::replace}),
    FIELD(TypeDefinition, alignment)("alignment", "char, int2, int4 (if not given) or double.",
                                     {.on_change = OnChange::replace, .words = kAlignments}),
    FIELD(TypeDefinition, storage)("storage",
                                   "How long values are stored: plain (if not given), external, extended or main.",
                                   {.words = kStorage}),
    FIELD(TypeDefinition, category)("category",
                                    "The letter of the category that implicit casts look at (U if not given).",
                                    {.on_change = OnChange::replace}),
    FIELD(TypeDefinition, preferred)("preferred", "Whether it is the one that implicit casts in its category lead to.",
                                     {.on_change = OnChange::replace}),
    FIELD(TypeDefinition, default_value)("default", "The value of a column that states none, as text.",
                                         {.on_change = OnChange::replace}),
    FIELD(TypeDefinition, element)("element", "The type of what [i] gives, of a fixed-length array.",
                                   {.on_change = OnChange::replace}),
    FIELD(TypeDefinition, delimiter)("delimiter",
                                     "What stands between the elements of its arrays (a comma if not given).",
                                     {.on_change = OnChange::replace}),
    FIELD(TypeDefinition, collatable)("collatable", "Whether its operations care for collations.",
                                      {.on_change = OnChange::replace}),
};

void finish(Resource& r) {
  auto& d = as<TypeDefinition>(r);
  if (d.category == "U") d.category.clear();
  if (d.delimiter == ",") d.delimiter.clear();
}

}  // namespace

extern const Kind type_definition_kind;
const Kind type_definition_kind = {
    .name = "type_definition",
    .keyword = "base",
    .doc = "How a type's values are read, kept and written.",
    .manual = "sql-createtype",
    .scope = Scope::child,
    .parents = kParents,
    .fields = kFields,
    .make = [] { return std::unique_ptr<Resource>(new TypeDefinition); },
    .has_comment = false,
    .default_name = [](const Resource&) { return std::string("definition"); },
    .finish = finish,
    .shape = true,
    .with_parent = true,
};

}  // namespace schema
