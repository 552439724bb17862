#include "kinds/event_trigger.hpp"

#include <algorithm>

namespace schema {

namespace {

constexpr std::string_view kEnabled[] = {"origin", "replica", "always", "disabled"};

const Field kFields[] = {
    FIELD(EventTrigger, on)(
        "on", "The event: ddl_command_start, ddl_command_end, sql_drop, table_rewrite, or login (PostgreSQL 17).",
        {.required = true, .on_change = OnChange::replace, .example = "on = ddl_command_end"}),
    FIELD(EventTrigger, tags)("tags", "The commands that it waits for; all, if not given.",
                              {.on_change = OnChange::replace, .example = "tags = [\"CREATE TABLE\"]"}),
    FIELD(EventTrigger, execute)("execute", "The function that it calls.",
                                 {.required = true,
                                  .on_change = OnChange::replace,
                                  .space = "routine",
                                  .example = "execute = function.log_ddl"}),
    FIELD(EventTrigger, enabled)("enabled", "When it fires: origin (if not given), replica, always or disabled.",
                                 {.words = kEnabled}),
};

void finish(Resource& r) {
  auto& t = as<EventTrigger>(r);
  for (auto& tag : t.tags)
    std::transform(tag.begin(), tag.end(), tag.begin(), [](unsigned char c) { return std::toupper(c); });
  // The event is one word, whose underscores a Word takes for spaces.
  std::replace(t.on.text.begin(), t.on.text.end(), ' ', '_');
}

}  // namespace

extern const Kind event_trigger_kind;
const Kind event_trigger_kind = {
    .name = "event_trigger",
    .keyword = "event_trigger",
    .doc = "A function that runs on commands that change the schema.",
    .manual = "event-triggers",
    .scope = Scope::database,
    .fields = kFields,
    .make = [] { return std::unique_ptr<Resource>(new EventTrigger); },
    .has_owner = true,
    .has_labels = true,
    .finish = finish,
    .watches = true,
};

}  // namespace schema
