#include "kinds/trigger.hpp"
#include "kinds/index_parts_of.hpp"

namespace schema {

std::span<const Field> TriggerEvents::fields() {
  static const Field all[] = {
      FIELD(TriggerEvents, insert)("insert", "INSERT."),
      FIELD(TriggerEvents, update)("update", "UPDATE of any column."),
      FIELD(TriggerEvents, del)("delete", "DELETE."),
      FIELD(TriggerEvents, truncate)("truncate", "TRUNCATE."),
      FIELD(TriggerEvents, update_of)("update_of", "UPDATE of these columns.", {.example = "update_of = [column.status]"}),
  };
  return all;
}

std::span<const Field> Referencing::fields() {
  static const Field all[] = {
      FIELD(Referencing, old_table)("old_table", "The rows as they were.", {.example = "old_table = \"before\""}),
      FIELD(Referencing, new_table)("new_table", "The rows as they are.", {.example = "new_table = \"after\""}),
  };
  return all;
}

std::span<const Field> TriggerCall::fields() {
  static constexpr std::string_view kFunction[] = {"function"};
  static const Field all[] = {
      FIELD(TriggerCall, function)("function", "The function that it calls.", {.refs = kFunction}),
      FIELD(TriggerCall, builtin)("builtin", "In place of function: one of the server or of an extension.",
                                  {.example = "builtin = \"tsvector_update_trigger\""}),
      FIELD(TriggerCall, args)("args", "Text arguments of the call.", {.example = "args = [\"status\", \"7\"]"}),
  };
  return all;
}

namespace {

constexpr std::string_view kParents[] = {"table", "foreign_table", "view"};
constexpr std::string_view kOn[] = {"table", "view", "foreign_table"};
constexpr std::string_view kForEach[] = {"row", "statement"};
constexpr std::string_view kEnabled[] = {"origin", "disabled", "replica", "always"};

const Field kFields[] = {
    FIELD(Trigger, on)("on", "The table or view, of a trigger that is written outside its block.",
                       {.on_change = OnChange::ignore, .parent = true, .refs = kOn}),
    FIELD(Trigger, before)("before", "Runs before these events.",
                           {.example = "before { insert = true, update = true }"}),
    FIELD(Trigger, after)("after", "Runs after these events.", {.example = "after { insert = true, delete = true }"}),
    FIELD(Trigger, instead_of)("instead_of", "Runs in place of these events, on a view.", {.example = "instead_of { insert = true }"}),
    FIELD(Trigger, for_each)("for", "row, or statement (if not given).", {.words = kForEach, .alias = "foreach"}),
    FIELD(Trigger, when)("when", "Only for rows for which this holds.",
                         {.sql = SqlContext::expression, .example = "when = \"OLD.a <> NEW.a\""}),
    FIELD(Trigger, referencing)("referencing", "Names for the changed rows as a whole.", {.example = "referencing { new_table = \"added\" }"}),
    FIELD(Trigger, execute)("execute", "What it calls.", {.required = true, .example = "execute = function.touch"}),
    FIELD(Trigger, constraint)("constraint", "A constraint trigger, which may be deferred.",
                               {.on_change = OnChange::replace}),
    FIELD(Trigger, from)("from", "The other table of a constraint trigger.", {.on_change = OnChange::replace}),
    FIELD(Trigger, deferrable)("deferrable", "Of a constraint trigger: initially_immediate or initially_deferred.",
                               {.on_change = OnChange::replace, .words = kDeferrable}),
    FIELD(Trigger, enabled)("enabled", "origin (if not given), disabled, replica or always.", {.words = kEnabled}),
    FIELD(Trigger, inherited)(
        "inherited",
        "On a partition: whether the server made it of the partitioned table's. It is only written "
        "where it is enabled otherwise.",
        {.on_change = OnChange::ignore}),
};

/// The server makes row triggers of a partitioned table on each partition as well, once that is attached.
void complete(Catalog& catalog, Diagnostics&) {
  for (auto partition : partitions_from_top(catalog)) {
    auto wholes = partition->partition_of()->children;
    for (auto child : wholes) {
      auto model = is<Trigger>(child);
      if (!model || model->for_each.text != "row") continue;
      Resource* own = nullptr;
      for (auto other : partition->children)
        if (other->kind == model->kind && other->name == model->name) own = other;
      if (!own) own = &copy_child(*model, model->name, *partition, catalog);
      as<Trigger>(*own).inherited = true;
      own->needs.push_back({const_cast<Attachment*>(attachment_of(*partition)), false});
    }
  }
}

bool is_implied(const Resource& r) {
  auto& trigger = as<Trigger>(r);
  auto model = is<Trigger>(inherited_from(r));
  return trigger.inherited && model && !r.comment && trigger.enabled == model->enabled;
}

/// A row trigger that is given the changed rows as a whole cannot be on an heir, nor on a partition.
std::string excludes(const Resource& r) {
  auto& trigger = as<Trigger>(r);
  return trigger.referencing && trigger.for_each.text == "row" ? heir_name(*r.parent) : std::string();
}

}  // namespace

extern const Kind trigger_kind;
const Kind trigger_kind = {
    .name = "trigger",
    .keyword = "trigger",
    .doc = "A function that the server calls when rows change.",
    .manual = "sql-createtrigger",
    .scope = Scope::child,
    .parents = kParents,
    .fields = kFields,
    .make = [] { return std::unique_ptr<Resource>(new Trigger); },
    .complete = complete,
    .implied = is_implied,
    .leader = parent_leader,
    .excludes = excludes,
    .wants_rows = true,
};

}  // namespace schema
