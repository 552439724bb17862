#include "cli/approval.hpp"

#include <fmt/format.h>

#include <set>

#include "cli/output.hpp"
#include "plan/scope.hpp"

namespace schema::cli {

namespace {

using Findings = std::vector<const Finding*>;

std::string line(const Finding& f) {
  auto text = fmt::format("{}: {} ({})", f.address, f.message, f.code);
  return f.data.empty() ? text : text + ": " + f.data;
}

Findings of_level(const Plan& plan, Level level) {
  Findings all;
  for (auto& finding : plan.findings)
    if (finding.level == level) all.push_back(&finding);
  return all;
}

bool loses_data(const Findings& findings) {
  return std::any_of(findings.begin(), findings.end(), [](auto f) { return f->destructive; });
}

/// What the rows of the database would make fail.
Findings in_the_way(const Plan& plan) {
  auto all = of_level(plan, Level::deny);
  std::erase_if(all, [](auto f) { return !f->fails; });
  return all;
}

/// What the command line has not agreed to yet.
bool is_open(const Finding& finding, const Approval& approval) {
  if (finding.destructive && approval.allow_destructive) return false;
  auto named = [&](const std::string& code) { return glob(code, finding.code); };
  return std::none_of(approval.allowed.begin(), approval.allowed.end(), named);
}

int refuse(Context& context, const Findings& findings, const char* code, std::string message, std::string help) {
  auto& d = context.diagnostics.error(code, {}, std::move(message), std::move(help));
  for (auto finding : findings) {
    d.related.push_back({{}, line(*finding)});
    if (finding->fails) d.related.push_back({{}, "find them: " + finding->probe.substr(0, finding->probe.find_last_not_of('\n') + 1)});
  }
  return kRefused;
}

std::string codes_of(const Findings& findings) {
  std::set<std::string> codes;
  for (auto finding : findings) codes.insert(finding->code);
  return fmt::format("--allow {}", fmt::join(codes, " --allow "));
}

std::string question(const Findings& open) {
  std::string text;
  if (!open.empty()) text = loses_data(open) ? "This loses data:\n" : "The policy wants to have this confirmed:\n";
  for (auto finding : open) text += "  " + line(*finding) + "\n";
  return text + "Apply these changes? Only 'yes' is accepted:";
}

}  // namespace

std::optional<int> refusal(Context& context, const Plan& plan, const Approval& approval) {
  if (auto blocked = in_the_way(plan); !blocked.empty()) {
    refuse(context, blocked, "rows", "rows that are there would make the plan fail",
           "change these rows first; check_data = false in the policy lets the server find out");
    return kError;
  }
  if (auto denied = of_level(plan, Level::deny); !denied.empty()) {
    bool loses = loses_data(denied);
    return refuse(context, denied, loses ? "destructive" : "denied",
                  fmt::format("the policy denies {}", loses ? "steps that lose data" : "what the plan does"),
                  "it says so in the project file: destructive, lint, rule, or protected");
  }
  auto open = of_level(plan, Level::confirm);
  std::erase_if(open, [&](auto finding) { return !is_open(*finding, approval); });
  if (approval.automatic && !open.empty()) {
    bool loses = loses_data(open);
    return refuse(
        context, open, loses ? "destructive" : "denied",
        fmt::format("--auto-approve does not cover {}",
                    loses ? "steps that lose data" : "what the policy wants confirmed"),
        fmt::format("add {}, or apply without --auto-approve", loses ? "--allow-destructive" : codes_of(open)));
  }
  if (approval.automatic) return {};
  if (!can_ask()) {
    context.diagnostics.error("not-approved", {}, "nobody can be asked: this is no terminal",
                              "add --auto-approve to apply without a question");
    return kError;
  }
  if (confirmed(question(open))) return {};
  say(context, "Not applied.");
  return kError;
}

}  // namespace schema::cli
