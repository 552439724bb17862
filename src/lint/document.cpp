#include "lint/rule.hpp"

namespace schema::lint {

namespace {

constexpr std::string_view kIntro = R"(# Lint rules

Each rule has a page, made from the rule itself (a file in `src/lint/rules`); its examples are the rule's tests. `schema lint
--rules` lists them, `schema lint --rule DS102` prints one.

`schema lint` looks at the files; with `--env` or `--url` also at what a plan would do to that database. `schema plan` and
`schema apply` tell what concerns their steps. How much a finding weighs is its **level**:

| level | means |
|---|---|
| `off` | not told |
| `warn` | told |
| `confirm` | the plan runs only if somebody agrees: on a terminal, or by `--allow CODE` |
| `deny` | the plan does not run; `schema lint` exits with 3 |

The policy of an environment changes it, by code, by address and by the size of the table:

    env "prod" {
      url = getenv("DATABASE_URL")
      src = "db/"
      policy {
        destructive = "confirm"                    # the level of everything that loses data: deny, confirm or allow
        lint = {
          DS102 = "deny"
          "NM*" = "off"
        }
        rule "PG*" {                               # later rules win over earlier ones, and over lint
          rows  = 1000000                          # tables with at least so many rows, as the server estimates
          level = "confirm"
        }
        rule "DS103" {
          on    = ["table.app.tmp_*"]
          level = "warn"
        }
        protected = ["table.billing.*"]            # nothing there may be dropped, recreated or lose data
        naming {
          all   = "[a-z][a-z0-9_]*"
          index = "idx_.*"
        }
        check_data = true                          # count the rows that would make a change fail, before it runs
      }
    }

A comment in the file hides a finding: `# schema:ignore CODE reason` at the end of the line, on a line of its own before it,
or before the block that it is in. What is dropped has no line; its finding is told at what it belonged to.
)";

std::string example(std::string_view heading, std::string_view text) {
  if (text.empty()) return {};
  std::string out = fmt::format("\n{}\n\n```hcl\n", heading);
  // Inside a body the mark stands in a comment of that language.
  std::string shown(text);
  if (auto at = shown.find(" -- # here"); at != std::string::npos) shown.replace(at, 10, " -- here");
  return out + shown + "```\n";
}

}  // namespace

std::string page(const Rule& rule) {
  auto out = fmt::format(
      "# {}: {}\n\n{}\n\nLevel: `{}`{}.\n", rule.code, rule.title, rule.doc, level_name(rule.level),
      rule.code.starts_with("DS") && rule.code != "DS104" ? ", or what `destructive` in the policy says" : "");
  auto& e = rule.example;
  out += example(e.old.empty() ? "" : "Before:", e.old);
  out += example("Reported:", e.bad);
  return out + example("Not reported:", e.good);
}

std::string describe(const Rule& rule) {
  auto text = page(rule);
  std::string out;
  for (size_t at = 0; at < text.size();) {
    auto end = text.find('\n', at);
    auto line = text.substr(at, end - at);
    if (!line.starts_with("```")) out += (line.starts_with("# ") ? line.substr(2) : line) + "\n";
    at = end + 1;
  }
  return out;
}

std::string document() {
  std::string out(kIntro);
  for (auto& family : all_families()) {
    out += fmt::format("\n## {}\n\n| rule | finds | level |\n|---|---|---|\n", family.title);
    for (auto& rule : family.rules)
      out += fmt::format("| [{0}](lint/{0}.md) | {1} | `{2}` |\n", rule.code, rule.title, level_name(rule.level));
  }
  return out;
}

}  // namespace schema::lint
