#include "workspace/rollout.hpp"

#include <charconv>

#include "lang/nodes.hpp"

namespace schema {

namespace {

constexpr std::string_view kLimitHelp = "one of: stop, continue, stop_after(5), stop_after(\"2%\")";

void bad(std::string code, const lang::Value& value, const Field& field, std::string_view expected,
         std::string_view help, Diagnostics& out) {
  out.error(std::move(code), value.where,
            fmt::format("\"{}\" must be {}, not {}", field.name, expected, lang::describe(value)), std::string(help));
}

/// The text of a string or bare word; null for anything else.
const std::string* word_of(const lang::Value& value) {
  if (auto text = value.as_text()) return &text->text;
  if (auto symbol = value.as_symbol(); symbol && symbol->path.size() == 1) return &symbol->path[0];
  return nullptr;
}

std::optional<double> positive(std::string_view text) {
  double number = 0;
  auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (problem != std::errc() || end != text.data() + text.size() || !(number >= 0)) return {};
  return number;
}

/// What stands between the parentheses of stop_after: 5, "5", "2%".
std::optional<ErrorLimit> limit_of(const lang::Value& argument) {
  auto number = argument.as_number();
  auto text = number ? number->text : argument.as_text() ? argument.as_text()->text : "";
  ErrorLimit limit;
  if (text.ends_with("%")) {
    limit.percent = true;
    text.pop_back();
  }
  auto most = positive(text);
  if (!most) return {};
  limit.most = *most;
  return limit;
}

void decode_limit(const lang::Value& value, const Field& field, void* member, Diagnostics& out) {
  auto& limit = *static_cast<ErrorLimit*>(member);
  auto word = word_of(value);
  auto call = value.as_type_call();
  if (word && (*word == "stop" || *word == "continue")) {
    limit = {.none = *word == "continue"};
    return;
  }
  if (call && call->name == kStopAfter && call->args.size() == 1)
    if (auto given = limit_of(call->args[0])) {
      limit = *given;
      return;
    }
  bad("unknown-word", value, field, "what to do when a tenant fails", kLimitHelp, out);
}

void decode_duration(const lang::Value& value, const Field& field, void* member, Diagnostics& out) {
  static constexpr std::pair<std::string_view, int64_t> units[] = {
      {"ms", 1}, {"s", 1000}, {"m", 60'000}, {"h", 3'600'000}};
  if (auto text = word_of(value))
    for (auto& [unit, factor] : units) {
      if (!text->ends_with(unit)) continue;
      auto number = positive(std::string_view(*text).substr(0, text->size() - unit.size()));
      if (!number) continue;
      static_cast<Duration*>(member)->value =
          std::chrono::milliseconds(static_cast<int64_t>(*number * static_cast<double>(factor)));
      return;
    }
  bad("wrong-type", value, field, "a time", "for example: \"500ms\", \"30s\", \"5m\"", out);
}

}  // namespace

bool ErrorLimit::reached(size_t failed, size_t tenants) const {
  if (none || failed == 0) return false;
  auto allowed = percent ? most * static_cast<double>(tenants) / 100 : most;
  return static_cast<double>(failed) > allowed;
}

std::string ErrorLimit::text() const {
  if (none) return "continue";
  if (most == 0) return "stop";
  return fmt::format("stop_after({}{})", most, percent ? "%" : "");
}

const FieldType FieldTypeOf<ErrorLimit>::value = {
    "stop, continue, or stop_after(...)",
    decode_limit,
    [](const Field&, const void* m) { return lang::make_text(static_cast<const ErrorLimit*>(m)->text()); },
    fields_equal<ErrorLimit>,
    fields_assign<ErrorLimit>,
    [](void*, const Field&, Visitor&) {}};

const FieldType FieldTypeOf<Duration>::value = {
    "time",
    decode_duration,
    [](const Field&, const void* m) {
      return lang::make_text(std::to_string(static_cast<const Duration*>(m)->value.count()) + "ms");
    },
    fields_equal<Duration>,
    fields_assign<Duration>,
    [](void*, const Field&, Visitor&) {}};

std::span<const Field> Rollout::fields() {
  static const Field all[] = {
      FIELD(Rollout, canary)("canary",
                             "Tenants that go first, one after the other; no other begins before all of them are done.",
                             {.example = "canary = [\"acme\"]"}),
      FIELD(Rollout, wave)("wave", "How many tenants a wave has; all that are left, if not given."),
      FIELD(Rollout, parallel)(
          "parallel", "How many tenants are worked on at once, each over a connection of its own; 4, if not given."),
      FIELD(Rollout, on_error)(
          "on_error",
          "What a failed tenant means for the others: stop, continue, stop_after(5) or stop_after(\"2%\")."),
      FIELD(Rollout, pause)("pause", "How long to wait between waves.", {.example = "pause = \"30s\""}),
      FIELD(Rollout, attempts)(
          "attempts",
          "How often a tenant is tried, where trying again can help, before it counts as failed; 5, if not given."),
      FIELD(Rollout, remove)(
          "remove", "Tenants that leave: their schemas are dropped, one after the other, where losing data is allowed.",
          {.example = "remove = [\"acme\"]"}),
  };
  return all;
}

void check_rollout(const Rollout& rollout, Range where, Diagnostics& out) {
  auto check = [&](std::string_view name, const std::optional<int64_t>& value, int64_t most) {
    if (value && (*value < 1 || *value > most))
      out.error("bad-number", where,
                fmt::format("\"{}\" of a rollout must be from 1 to {}, not {}", name, most, *value));
  };
  check("wave", rollout.wave, 1'000'000);
  check("parallel", rollout.parallel, 64);
  check("attempts", rollout.attempts, 100);
}

}  // namespace schema
