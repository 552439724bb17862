#include "cli/approval.hpp"

#include <fmt/format.h>

#include "cli/output.hpp"

namespace schema::cli {

namespace {

/// The steps that lose data.
std::vector<std::string> losses(const Plan& plan) {
  std::vector<std::string> lines;
  for (auto& step : plan.steps)
    for (auto& statement : step.statements)
      for (auto& hazard : statement.hazards)
        if (hazard.destructive) lines.push_back(fmt::format("{}: {}", step.resource->address, hazard.message));
  return lines;
}

int refuse(Context& context, const Plan& plan, std::string message, std::string help) {
  auto& d = context.diagnostics.error("destructive", {}, std::move(message), std::move(help));
  for (auto& line : losses(plan)) d.related.push_back({{}, line});
  return kRefused;
}

std::string question(const Plan& plan, bool destructive) {
  std::string text;
  if (destructive) {
    text = "This loses data:\n";
    for (auto& line : losses(plan)) text += "  " + line + "\n";
  }
  return text + "Apply these changes? Only 'yes' is accepted:";
}

}  // namespace

std::optional<int> refusal(Context& context, const Plan& plan, const Policy& policy, const Approval& approval) {
  auto& rule = policy.destructive.text;
  bool asks = plan.destructive() && rule != "allow" && !approval.allow_destructive;
  if (plan.destructive() && rule == "deny")
    return refuse(context, plan, "the policy denies steps that lose data",
                  "it says destructive = \"deny\" in the project file");
  if (approval.automatic && asks)
    return refuse(context, plan, "--auto-approve does not cover steps that lose data",
                  "add --allow-destructive, or apply without --auto-approve");
  if (approval.automatic) return {};
  if (!can_ask()) {
    context.diagnostics.error("not-approved", {}, "nobody can be asked: this is no terminal",
                              "add --auto-approve to apply without a question");
    return kError;
  }
  if (confirmed(question(plan, asks))) return {};
  say(context, "Not applied.");
  return kError;
}

}  // namespace schema::cli
