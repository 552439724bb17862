#include "kinds/column.hpp"
#include "kinds/constraint.hpp"

namespace schema {

namespace {

constexpr std::string_view kParents[] = {"column"};

const Field kFields[] = {
    FIELD(NotNull, no_inherit)("no_inherit", "Whether child tables are left without it."),
};

std::string name_of(const Resource& r) { return usual_not_null_name(*r.parent); }

void finish(Resource& r) { as<Column>(*r.parent).null = false; }

}  // namespace

std::string usual_not_null_name(const Resource& column) {
  return constraint_name(column.parent->name, {{column.name, {}}}, "not_null");
}

extern const Kind not_null_kind;
const Kind not_null_kind = {
    .name = "not_null",
    .keyword = "not_null",
    .doc = "The constraint that keeps NULL out of a column, where it has a name, a comment or settings of its own.",
    .manual = "ddl-constraints",
    .scope = Scope::child,
    .parents = kParents,
    .fields = kFields,
    .make = [] { return std::unique_ptr<Resource>(new NotNull); },
    .since = 180000,
    .default_name = name_of,
    .finish = finish,
    .rebuilt_by_server = true,
    .opt_in = true,
};

}  // namespace schema
