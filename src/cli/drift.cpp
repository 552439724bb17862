#include "cli/drift.hpp"

#include <filesystem>

#include "apply/journal.hpp"
#include "apply/watch.hpp"
#include "cli/interrupt.hpp"
#include "cli/output.hpp"
#include "text/json.hpp"
#include "text/visible.hpp"

namespace schema::cli {

namespace {

/// Below each change who made it, as far as it was noted.
std::string drift_text(const std::vector<StateChange>& changes, const std::vector<NotedChange>& noted) {
  std::string text;
  for (auto& change : changes) {
    text += changes_text({change});
    for (auto note : about(noted, change)) text += fmt::format("      {}\n", visible(note->text()));
  }
  return text;
}

std::string drift_json(const Applied& applied, const std::vector<StateChange>& changes,
                       const std::vector<NotedChange>& noted) {
  Json json = {{"applied_at", applied.at}, {"applied_by", applied.by}};
  json["changes"] = Json::array();
  for (auto& c : changes) {
    auto what = c.sign == '+' ? "added" : c.sign == '-' ? "removed" : "changed";
    json["changes"].push_back({{"change", what}, {"address", c.address}, {"by", Json::array()}});
    for (auto note : about(noted, c))
      json["changes"].back()["by"].push_back({{"user", note->by},
                                              {"application", note->application},
                                              {"client", note->client},
                                              {"at", note->at},
                                              {"command", note->command},
                                              {"object", note->object}});
  }
  return json_document(json);
}

}  // namespace

std::string record_place(const Project& project) {
  auto place = project.environment.policy ? project.environment.policy->record : std::string();
  if (place.empty() || place == "database") return place;
  return (std::filesystem::path(project.root) / place).lexically_normal().string();
}

std::string changes_text(const std::vector<StateChange>& changes) {
  std::string text;
  for (auto& change : changes) text += fmt::format("  {} {}\n", change.sign, visible(change.address));
  return text;
}

int show_drift(Context& context, const TargetOptions& target, bool detailed) {
  auto project = find_target(context, target, false);
  if (!project) return kError;
  auto place = record_place(*project);
  if (place.empty()) {
    context.diagnostics.error("no-record", {}, "it is not recorded what was applied",
                              "add record = \"database\" to the policy of the environment, and apply");
    return kError;
  }
  Session session(*project, context.sources, context.diagnostics, teller(context));
  InterruptGuard guard(session.connection());
  std::optional<Applied> applied;
  try {
    applied = last_applied(session.connection(), place);
  } catch (const BadRecord& bad) {
    context.diagnostics.error("bad-record", {}, fmt::format("what is recorded in {} cannot be read: {}", place, bad.what()),
                              "schema apply records anew what the database holds");
    return kError;
  }
  if (!applied) {
    context.diagnostics.error("no-record", {}, "nothing was applied yet since record is set",
                              "schema apply records it");
    return kError;
  }
  auto changes = differences(applied->state, session.state_now(applied->scope));
  auto noted = noted_changes(session.connection());
  auto text =
      context.options.json ? drift_json(*applied, changes, noted)
      : changes.empty()
          ? fmt::format("No drift: nothing changed since {} applied on {}.\n", applied->by, applied->at)
          : fmt::format("Changed since {} applied on {}:\n{}", applied->by, applied->at, drift_text(changes, noted));
  if (!write_result(context, text)) return kError;
  return detailed && !changes.empty() ? kPending : kDone;
}

}  // namespace schema::cli
