#pragma once
#include <functional>
#include <span>
#include <vector>

#include "lint/settings.hpp"
#include "plan/plan.hpp"

namespace schema::lint {

/// What a rule is held against.
struct Scene {
  const Catalog& desired;
  const Catalog* current = nullptr;  ///< unset: files alone
  const Plan* plan = nullptr;        ///< the same
  const Settings& settings;
};

/// Takes down what one rule finds.
class Found {
 public:
  Found(std::string_view code, std::vector<Finding>& into) : code_(code), into_(into) {}

  /// The place is that of the resource if none is given. The reference holds until the next call.
  Finding& add(const Resource&, std::string message, Range where = {});
  /// The step that what follows is about.
  void at_step(size_t step) { step_ = step; }

 private:
  std::string_view code_;
  std::vector<Finding>& into_;
  size_t step_ = SIZE_MAX;
};

/// Two files that show what a rule means, and its tests: it reports the line that ends with "# here" in `bad`, and
/// nothing in `good`. A rule about changes also has the state before.
struct Example {
  std::string_view bad;
  std::string_view good;
  std::string_view old;
};

/// One thing that is worth a second look. A rule that has no check is raised by the statements' renderers, which know
/// best what the server does (Statement::hazard).
struct Rule {
  std::string_view code;   ///< stable: policies and comments name it
  std::string_view title;  ///< a few words
  Level level = Level::warn;
  std::string_view doc;  ///< why it matters and what to do instead; Markdown
  Example example;
  /// The names of the kinds that `resource` looks at, parted by spaces; empty: all.
  std::string_view kinds;
  void (*resource)(const Resource&, const Scene&, Found&) = nullptr;
  void (*step)(const Step&, const Scene&, Found&) = nullptr;
  void (*plan)(const Scene&, Found&) = nullptr;
  /// Nothing is lost where what was dropped comes back in the same plan.
  bool kept_by_replacement = false;

  bool about_changes() const { return !resource; }
};

/// Rules that belong together: a chapter of the documentation.
struct Family {
  std::string_view title;
  std::vector<Rule> rules;
  std::string_view backend;  ///< what they say holds for this one only; empty: for all
};

std::span<const Family> all_families();

/// The rule of this code, or null.
const Rule* find_rule(std::string_view code);

/// Every code.
std::vector<std::string_view> all_codes();

/// The rule with its examples, as the page docs/lint/CODE.md.
std::string page(const Rule&);

/// How rules are used, and a list of all: the page docs/lint.md.
std::string document();

/// One rule as text for a terminal.
std::string describe(const Rule&);

}  // namespace schema::lint
