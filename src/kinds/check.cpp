#include "kinds/inherit.hpp"

namespace schema {

namespace {

constexpr std::string_view kParents[] = {"table", "foreign_table"};

const Field kFields[] = {
    FIELD(Check, expr)("expr", "The condition; a row for which it is false is refused.",
                       {.required = true,
                        .on_change = OnChange::replace,
                        .sql = SqlContext::expression,
                        .example = "expr = \"price > 0\""}),
    FIELD(Check, not_valid)("not_valid", "Not yet checked against the rows that were there before."),
    FIELD(Check, enforced)("enforced", "Whether rows are looked at at all (true if not given).",
                           {.on_change = OnChange::replace, .since = 180000}),
    FIELD(Check, no_inherit)("no_inherit", "Not inherited by child tables.", {.on_change = OnChange::replace}),
    FIELD(Check, inherited)("inherited",
                            "Whether the table has it from a parent table and does not state it by itself.",
                            {.on_change = OnChange::ignore}),
};

std::string name_of(const Resource& r) { return constraint_name(r.parent->name, {}, "check"); }

/// What is not enforced is not valid either.
void finish(Resource& r) {
  auto& check = as<Check>(r);
  if (!check.enforced) check.not_valid = false;
}

/// An heir that came after the check has no rows that it was not held against: the server calls its copy valid.
void settle(Resource& r, const Catalog& database) {
  auto& check = as<Check>(r);
  if (!check.not_valid || !inherited_from(r)) return;
  auto current = is<Check>(database.find(r.address));
  if (current && inherited_from(*current)) check.not_valid = current->not_valid;
}

bool is_implied(const Resource& r) {
  auto& check = as<Check>(r);
  auto model = inherited_from(r);
  return check.inherited && model && !r.comment && as<Check>(*model).expr == check.expr;
}

}  // namespace

extern const Kind check_kind;
const Kind check_kind = {
    .name = "check",
    .keyword = "check",
    .doc = "A condition that every row of the table meets.",
    .manual = "ddl-constraints",
    .scope = Scope::child,
    .parents = kParents,
    .fields = kFields,
    .make = [] { return std::unique_ptr<Resource>(new Check); },
    .name_space = "",
    .default_name = name_of,
    .finish = finish,
    .implied = is_implied,
    .leader = parent_leader,
    .folds = true,
    .rebuilt_by_server = true,
    .settle = settle,
};

}  // namespace schema
