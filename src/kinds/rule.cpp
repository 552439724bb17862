#include "kinds/rule.hpp"

namespace schema {

namespace {

constexpr std::string_view kParents[] = {"table", "view"};
constexpr std::string_view kEvents[] = {"select", "insert", "update", "delete"};
constexpr std::string_view kEnabled[] = {"origin", "disabled", "replica", "always"};

const Field kFields[] = {
    FIELD(Rule, on)("on", "The table or view, of a rule that is written outside its block.",
                    {.on_change = OnChange::ignore, .parent = true, .refs = kParents}),
    FIELD(Rule, event)("event", "The command that it is for: select, insert, update or delete.",
                       {.required = true, .words = kEvents, .example = "event = insert"}),
    FIELD(Rule, where_expr)("where", "Only commands for whose rows (OLD, NEW) this holds.",
                            {.sql = SqlContext::expression}),
    FIELD(Rule, instead)("instead", "Whether it takes the command's place; otherwise it comes besides."),
    FIELD(Rule, actions)("as", "The commands that run, with semicolons between them; nothing if not given.",
                         {.sql = SqlContext::commands, .example = "as = \"INSERT INTO log VALUES (NEW.id)\""}),
    FIELD(Rule, enabled)("enabled", "origin (if not given), disabled, replica or always.", {.words = kEnabled}),
};

}  // namespace

extern const Kind rule_kind;
const Kind rule_kind = {
    .name = "rule",
    .keyword = "rule",
    .doc = "Commands that the server runs in place of another one, or besides it.",
    .manual = "sql-createrule",
    .scope = Scope::child,
    .parents = kParents,
    .fields = kFields,
    .make = [] { return std::unique_ptr<Resource>(new Rule); },
    .wants_rows = true,
};

}  // namespace schema
