#include "kinds/operation.hpp"

namespace schema {

std::span<const Field> TypeItem::fields() {
  static const Field all[] = {FIELD(TypeItem, type)("type", "The type.", {.required = true})};
  return all;
}

std::span<const Field> ClassOperator::fields() {
  static const Field all[] = {
      FIELD(ClassOperator, strategy)("strategy", "What the index method uses it for.", {.required = true}),
      FIELD(ClassOperator, name)("name", "The operator.", {.required = true, .space = "operator"}),
      FIELD(ClassOperator, left)("left", "The type of its left operand (the class's type)."),
      FIELD(ClassOperator, right)("right", "The type of its right operand (the class's type)."),
      FIELD(ClassOperator, order_by)("order_by", "The btree family that sorts what it gives, of an ordering operator.",
                                     {.space = "operator_family"}),
  };
  return all;
}

std::span<const Field> ClassFunction::fields() {
  static const Field all[] = {
      FIELD(ClassFunction, number)("number", "What the index method uses it for.", {.required = true}),
      FIELD(ClassFunction, name)("name", "The function.", {.required = true, .space = "routine"}),
      FIELD(ClassFunction, args)("arg", "The types of its arguments.", {.list = "args"}),
      FIELD(ClassFunction, left)("left", "The type that it serves on the left (the class's type)."),
      FIELD(ClassFunction, right)("right", "The type that it serves on the right (the class's type)."),
  };
  return all;
}

namespace {

std::string full_name(const Resource& r, const Word& method) { return r.name + "(" + method.text + ")"; }

const Field kClassFields[] = {
    FIELD(OperatorClass, method)(
        "method", "The index method.",
        {.required = true, .identity = true, .names = "access_method", .example = "method = btree"}),
    FIELD(OperatorClass, type)("type", "The type of the indexed values.",
                               {.required = true, .on_change = OnChange::replace}),
    FIELD(OperatorClass, is_default)("default", "Whether indexes on the type use it if they name none.",
                                     {.on_change = OnChange::replace}),
    FIELD(OperatorClass, family)("family", "The family that it belongs to; one of its own name, if not given.",
                                 {.on_change = OnChange::replace, .space = "operator_family"}),
    FIELD(OperatorClass, storage)("storage", "The type that the index keeps, where that is another.",
                                  {.on_change = OnChange::replace}),
    FIELD(OperatorClass, operators)(
        "operator", "The operators that an index can search or sort by.",
        {.on_change = OnChange::replace, .example = "operator { strategy = 1, name = \"<\" }"}),
    FIELD(OperatorClass, functions)(
        "function", "The functions that the index method calls.",
        {.on_change = OnChange::replace,
         .example = "function { number = 1, name = btint4cmp, args = [integer, integer] }"}),
    FIELD(OperatorClass, owns_family)("owns_family", "Whether the family is its own.",
                                      {.on_change = OnChange::ignore, .hidden = true}),
};

const Field kFamilyFields[] = {
    FIELD(OperatorFamily, method)(
        "method", "The index method.",
        {.required = true, .identity = true, .names = "access_method", .example = "method = btree"}),
    FIELD(OperatorFamily, operators)("operator", "Operators across types, which belong to no class."),
    FIELD(OperatorFamily, functions)("function", "Functions across types, which belong to no class."),
};

}  // namespace

extern const Kind operator_family_kind;
const Kind operator_family_kind = {
    .name = "operator_family",
    .keyword = "operator_family",
    .doc = "Operators and functions that an index method may use together, over several types.",
    .manual = "sql-createopfamily",
    .fields = kFamilyFields,
    .make = [] { return std::unique_ptr<Resource>(new OperatorFamily); },
    .name_space = "operator_family",
    .has_owner = true,
    .full_name = [](const Resource& r) { return full_name(r, as<OperatorFamily>(r).method); },
};

extern const Kind operator_class_kind;
const Kind operator_class_kind = {
    .name = "operator_class",
    .keyword = "operator_class",
    .doc = "How an index method works with one type.",
    .manual = "sql-createopclass",
    .fields = kClassFields,
    .make = [] { return std::unique_ptr<Resource>(new OperatorClass); },
    .name_space = "operator_class",
    .has_owner = true,
    .full_name = [](const Resource& r) { return full_name(r, as<OperatorClass>(r).method); },
};

}  // namespace schema
