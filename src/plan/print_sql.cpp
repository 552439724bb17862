#include "plan/print.hpp"

namespace schema {

namespace {

/// A comment that no line end inside can leave.
std::string comment(std::string_view text) {
  std::string out = "-- ";
  for (char c : text) out += c == '\n' || c == '\r' ? ' ' : c;
  return out + "\n";
}

std::string heading(const Plan& plan, size_t index) {
  auto& step = plan.steps[index];
  auto out = comment(fmt::format("{} {}", sign_of(step), step.resource->address));
  bool plain = step.verb == Verb::create && step.path.by_itself();
  if (!plain) out += comment("  why: " + step.reason);
  for (auto& finding : plan.findings) {
    if (finding.step != index) continue;
    out += comment(fmt::format("  {}: {}{}{}", finding.code, finding.message, finding.data.empty() ? "" : ": ", finding.data));
  }
  return out;
}

}  // namespace

std::string print_sql(const Plan& plan, const std::optional<Timeouts>& timeouts) {
  if (plan.empty()) return "-- No changes.\n";
  auto out = comment(totals_text(totals(plan), false)) + "\\set ON_ERROR_STOP on\n";
  const Step* current = nullptr;
  for (auto& command : commands(plan, {.timeouts = timeouts})) {
    if (command.step && command.step != current) out += "\n" + heading(plan, command.index);
    if (command.step) current = command.step;
    if (command.type == Command::Type::begin || command.type == Command::Type::commit) out += "\n";
    out += (command.statement ? command.statement->shown() : command.sql) + ";\n";
  }
  return out;
}

}  // namespace schema
