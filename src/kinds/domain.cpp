#include "kinds/domain.hpp"
#include "model/literal.hpp"

namespace schema {

namespace {
const Field kFields[] = {
    FIELD(Domain, type)("type", "The base type.",
                        {.required = true, .on_change = OnChange::replace, .example = "type = text"}),
    FIELD(Domain, null)("null", "Whether NULL is a value of it (true if not given)."),
    FIELD(Domain, collate)("collate", "The collation, where that is not the base type's.",
                           {.on_change = OnChange::replace, .space = "collation"}),
    FIELD(Domain, default_value)("default",
                                 "The value of a column of this type that states none: a literal or sql(\"...\").",
                                 {.sql = SqlContext::expression, .literal = true, .example = "default = 0"}),
};
const Field kCheckFields[] = {
    FIELD(DomainCheck, expr)("expr", "The condition, over VALUE.",
                             {.required = true,
                              .on_change = OnChange::replace,
                              .sql = SqlContext::expression,
                              .example = "expr = \"VALUE > 0\""}),
    FIELD(DomainCheck, not_valid)("not_valid", "Not yet checked against the rows that were there before."),
};
constexpr std::string_view kParents[] = {"domain"};

void finish(Resource& r) {
  auto& d = as<Domain>(r);
  literal_to_sql(d.default_value, d.type);
}

std::string check_name(const Resource& r) { return r.parent->name + "_check"; }
}  // namespace

extern const Kind domain_kind;
const Kind domain_kind = {
    .name = "domain",
    .keyword = "domain",
    .doc = "A type that narrows another one by constraints.",
    .manual = "domains",
    .fields = kFields,
    .make = [] { return std::unique_ptr<Resource>(new Domain); },
    .name_space = "type",
    .has_owner = true,
    .has_labels = true,
    .finish = finish,
    .privileges = "usage",
    .public_privileges = "usage",
};

extern const Kind domain_check_kind;
const Kind domain_check_kind = {
    .name = "domain_check",
    .keyword = "check",
    .doc = "A condition that every value of the domain meets.",
    .manual = "sql-createdomain",
    .scope = Scope::child,
    .parents = kParents,
    .fields = kCheckFields,
    .make = [] { return std::unique_ptr<Resource>(new DomainCheck); },
    .default_name = check_name,
    .folds = true,
};

}  // namespace schema
