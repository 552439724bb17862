#include "kinds/operation.hpp"
#include "sql/type_names.hpp"

namespace schema {

namespace {

const Field kFields[] = {
    FIELD(Operator, left)("left", "The type of the left operand; none for a prefix operator.",
                          {.on_change = OnChange::replace, .example = "left = text"}),
    FIELD(Operator, right)("right", "The type of the right operand.", {.on_change = OnChange::replace}),
    FIELD(Operator, function)(
        "function", "What computes it.",
        {.required = true, .on_change = OnChange::replace, .space = "routine", .example = "function = same"}),
    FIELD(Operator, commutator)("commutator", "The operator that gives the same with the operands exchanged."),
    FIELD(Operator, negator)("negator", "The operator that gives the opposite."),
    FIELD(Operator, restrict)("restrict", "Estimates how many rows a condition with it leaves.", {.space = "routine"}),
    FIELD(Operator, join)("join", "Estimates how many rows a join over it leaves.", {.space = "routine"}),
    FIELD(Operator, hashes)("hashes", "Whether a hash join may use it."),
    FIELD(Operator, merges)("merges", "Whether a merge join may use it."),
};

std::string plain(const Type& type) { return type.text.empty() ? "NONE" : sql::without_type_arguments(type.text); }

std::string full_name(const Resource& r) {
  auto& o = as<Operator>(r);
  return o.name + "(" + plain(o.left) + ", " + plain(o.right) + ")";
}

/// A name that stands for the operator itself, or another, in the own schema is told without the schema.
void finish(Resource& r) {
  auto& o = as<Operator>(r);
  for (auto name : {&o.commutator, &o.negator})
    if (name->schema == o.schema) name->schema.clear();
  for (auto type : {&o.left, &o.right})
    if (!type->text.empty()) type->text = plain(*type);
}

}  // namespace

extern const Kind operator_kind;
const Kind operator_kind = {
    .name = "operator",
    .keyword = "operator",
    .doc = "A symbol that stands for a function of one or two operands.",
    .manual = "sql-createoperator",
    .fields = kFields,
    .make = [] { return std::unique_ptr<Resource>(new Operator); },
    .name_space = "operator",
    .has_owner = true,
    .full_name = full_name,
    .finish = finish,
};

}  // namespace schema
