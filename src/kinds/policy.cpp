#include "kinds/policy.hpp"

#include "sql/lex.hpp"

namespace schema {

namespace {

constexpr std::string_view kParents[] = {"table"};
constexpr std::string_view kAs[] = {"permissive", "restrictive"};
constexpr std::string_view kCommands[] = {"all", "select", "insert", "update", "delete"};

const Field kFields[] = {
    FIELD(RowPolicy, on)("on", "The table, of a policy that is written outside its block.",
                         {.on_change = OnChange::ignore, .parent = true, .refs = kParents}),
    FIELD(RowPolicy, as)(
        "as", "permissive (if not given): one such policy that holds is enough; restrictive: it must hold too.",
        {.on_change = OnChange::replace, .words = kAs}),
    FIELD(RowPolicy, command)("for",
                              "The command that it is for: all (if not given), select, insert, update or delete.",
                              {.on_change = OnChange::replace, .words = kCommands}),
    FIELD(RowPolicy, to)("to", "The roles that it is for; all (PUBLIC) if not given.",
                         {.names = "role", .example = "to = [\"reader\"]"}),
    FIELD(RowPolicy, visible)("using", "Rows for which this holds are seen, and may be updated and deleted.",
                              {.sql = SqlContext::expression, .example = "using = \"tenant = current_user\""}),
    FIELD(RowPolicy, check)("check", "New rows must meet this; as using if not given.",
                            {.sql = SqlContext::expression}),
};

/// PUBLIC is everybody, so that no other role counts beside it. The order of the roles says nothing.
void finish(Resource& r) {
  auto& to = as<RowPolicy>(r).to;
  if (std::any_of(to.begin(), to.end(), [](auto& role) { return sql::fold(role) == "public"; })) to.clear();
  std::sort(to.begin(), to.end());
  to.erase(std::unique(to.begin(), to.end()), to.end());
}

}  // namespace

extern const Kind policy_kind;
const Kind policy_kind = {
    .name = "policy",
    .keyword = "policy",
    .doc = "Which rows of a table a role may see and write, where the table's row_security is enabled.",
    .manual = "sql-createpolicy",
    .scope = Scope::child,
    .parents = kParents,
    .fields = kFields,
    .make = [] { return std::unique_ptr<Resource>(new RowPolicy); },
    .finish = finish,
};

}  // namespace schema
