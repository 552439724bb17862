#include "lint/check_settings.hpp"

#include <re2/re2.h>

#include "lint/rule.hpp"
#include "plan/scope.hpp"

namespace schema::lint {

namespace {

void check_code(const std::string& code, Range where, Diagnostics& out) {
  auto codes = all_codes();
  if (std::any_of(codes.begin(), codes.end(), [&](auto known) { return glob(code, known); })) return;
  auto help = did_you_mean(code, codes);
  out.error("unknown-rule", where, fmt::format("there is no lint rule \"{}\"", code),
            help.empty() ? "schema lint --rules lists them" : help);
}

void check_level(const std::string& code, const lang::Value& value, Diagnostics& out) {
  auto text = value.as_text();
  if (text && level_of(text->text)) return;
  out.error(
      "wrong-value", value.where, fmt::format("the level of {} is off, warn, confirm or deny", code),
      text ? did_you_mean(text->text, {std::begin(kLevels), std::end(kLevels)}) : "for example: DS102 = \"deny\"");
}

void check_pattern(const lang::Value& value, Diagnostics& out) {
  auto text = value.as_text();
  if (!text) return;
  RE2 pattern(text->text, RE2::Quiet);
  if (!pattern.ok())
    out.error("wrong-value", value.where, fmt::format("this is no regular expression: {}", pattern.error()));
}

}  // namespace

void check_settings(const lang::Block& policy, Diagnostics& out) {
  if (auto levels = policy.find("lint"))
    if (auto object = levels->value.as_object())
      for (auto& [code, value] : *object) check_code(code, value.where, out), check_level(code, value, out);
  for (auto& block : policy.blocks) {
    if (block.type == "lint")
      for (auto& a : block.attributes) check_code(a.name, a.name_range, out), check_level(a.name, a.value, out);
    if (block.type == "rule" && !block.labels.empty()) check_code(block.labels[0], block.label_ranges[0], out);
    if (block.type == "naming")
      for (auto& a : block.attributes)
        if (a.name != "message") check_pattern(a.value, out);
  }
}

}  // namespace schema::lint
