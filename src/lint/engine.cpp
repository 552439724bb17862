#include "lint/engine.hpp"

#include <set>
#include <tuple>

#include "lint/ignores.hpp"

namespace schema::lint {

namespace {

bool has_word(std::string_view words, std::string_view word) {
  for (size_t at = words.find(word); at != std::string_view::npos; at = words.find(word, at + 1)) {
    auto end = at + word.size();
    if ((at == 0 || words[at - 1] == ' ') && (end == words.size() || words[end] == ' ')) return true;
  }
  return false;
}

class Linter {
 public:
  explicit Linter(const Input& input)
      : input_(input),
        scene_{input.desired, input.current, input.plan, input.settings},
        ignores_(find_ignores(input.sources)) {}

  std::vector<Finding> all() {
    if (input_.plan) changes();
    resources();
    for (auto& finding : found_) take(finding);
    for (auto& ignore : ignores_) check(ignore);
    sort();
    return std::move(out_);
  }

 private:
  void changes() {
    auto& steps = input_.plan->steps;
    for (auto& step : steps)
      if (step.verb == Verb::create && !step.replaces) new_.insert(step.resource);
    for (size_t i = 0; i < steps.size(); ++i) {
      touch(i);
      // Nobody uses yet what this plan itself makes.
      if (new_.contains(&top_of(*steps[i].resource))) continue;
      raised(i);
      each_rule([&](const Rule& rule, Found& found) {
        found.at_step(i);
        if (rule.step) rule.step(steps[i], scene_, found);
      });
    }
    each_rule([&](const Rule& rule, Found& found) {
      if (rule.plan) rule.plan(scene_, found);
    });
  }

  /// Files alone are held against all rules.
  bool applies(const Family& family) const {
    auto backend = input_.plan ? input_.plan->backend : nullptr;
    return family.backend.empty() || !backend || family.backend == backend->name();
  }

  template <class F>
  void each_rule(F run) {
    for (auto& family : all_families())
      for (auto& rule : family.rules) {
        if (!applies(family)) continue;
        Found found(rule.code, found_);
        run(rule, found);
      }
  }

  void touch(size_t step) {
    auto& s = input_.plan->steps[step];
    touched_.emplace(s.resource->address, step);
    for (auto r : s.folded) touched_.emplace(r->address, step);
  }

  /// What the statements themselves say.
  void raised(size_t i) {
    auto& step = input_.plan->steps[i];
    for (auto& statement : step.statements)
      for (auto& hazard : statement.hazards) {
        auto rule = find_rule(hazard.code);
        if (rule && rule->kept_by_replacement && step.replaces) continue;
        Found found(hazard.code, found_);
        found.at_step(i);
        auto& finding = found.add(*step.resource, hazard.message);
        finding.destructive = hazard.destructive;
        finding.probe = hazard.probe;
      }
  }

  /// By kind, as a rule is about few kinds and a database has many resources.
  void resources() {
    std::map<size_t, std::vector<const Resource*>> by_kind;
    for (auto& r : input_.desired.all())
      if (r->managed) by_kind[kind_order(*r->kind)].push_back(r.get());
    for (auto& family : all_families())
      for (auto& rule : family.rules) {
        if (!rule.resource || !applies(family)) continue;
        Found found(rule.code, found_);
        for (auto& [order, resources] : by_kind)
          if (rule.kinds.empty() || has_word(rule.kinds, resources.front()->kind->name))
            for (auto r : resources) rule.resource(*r, scene_, found);
      }
  }

  /// The files' own words for what a finding is about: the resource, or what is left of what it belonged to.
  Range place_of(const Resource& r) const {
    for (auto at = &r; at; at = at->parent)
      if (auto declared = input_.desired.find(at->address); declared && declared->where) return declared->where;
    for (auto& declared : input_.desired.all())
      if (declared->kind->objects_owner && declared->name == r.schema) return declared->where;
    return {};
  }

  /// The step that makes or changes what a finding about the files is about.
  size_t step_of(const Resource& r) const {
    for (auto at = &r; at; at = at->parent)
      if (auto it = touched_.find(at->address); it != touched_.end()) return it->second;
    return SIZE_MAX;
  }

  void take(Finding& finding) {
    if (!finding.where) finding.where = place_of(*finding.resource);
    if (finding.step == SIZE_MAX) finding.step = step_of(*finding.resource);
    if (input_.changed_only && finding.step == SIZE_MAX) return;
    auto rule = find_rule(finding.code);
    auto usual = rule ? rule->level : Level::warn;
    finding.level = judge(finding, usual, input_.settings, input_.rows(*finding.resource));
    auto ignore = ignore_of(finding, ignores_);
    if (ignore) ignore->used = true;
    if (finding.level == Level::off || (ignore && !is_protected(finding))) return;
    if (seen_.emplace(finding.code, finding.address, finding.message, finding.where.begin).second)
      out_.push_back(finding);
  }

  /// What no comment in a file can allow.
  static bool is_protected(const Finding& finding) { return finding.code == "PR101"; }

  void check(const Ignore& ignore) {
    auto say = [&](std::string message) {
      Finding finding{.code = "LN101", .message = std::move(message), .where = ignore.where};
      finding.level = judge(finding, find_rule(finding.code)->level, input_.settings, -1);
      if (finding.level != Level::off && !input_.changed_only) out_.push_back(std::move(finding));
    };
    if (ignore.codes.empty()) return say("schema:ignore needs a code and a reason");
    bool judged = true;
    for (auto& code : ignore.codes) {
      auto rule = find_rule(code);
      auto help = did_you_mean(code, all_codes());
      if (!rule) return say(fmt::format("there is no rule \"{}\"{}", code, help.empty() ? "" : ": " + help));
      judged = judged && (!rule->about_changes() || input_.plan);
    }
    if (!ignore.used && judged)
      say(fmt::format("nothing is ignored here: {} finds nothing on this line", fmt::join(ignore.codes, ", ")));
    else if (ignore.reason.empty())
      say("schema:ignore needs a reason behind the code");
  }

  void sort() {
    auto key = [](const Finding& f) {
      return std::tuple(f.step, f.where.file ? f.where.file->path() : std::string(), f.where.begin);
    };
    std::stable_sort(out_.begin(), out_.end(), [&](auto& a, auto& b) { return key(a) < key(b); });
  }

  const Input& input_;
  Scene scene_;
  std::vector<Ignore> ignores_;
  std::set<const Resource*> new_;                       ///< created by the plan
  std::map<std::string, size_t, std::less<>> touched_;  ///< address to step
  std::vector<Finding> found_, out_;
  std::set<std::tuple<std::string, std::string, std::string, uint32_t>> seen_;
};

}  // namespace

Finding& Found::add(const Resource& r, std::string message, Range where) {
  into_.push_back({.code = std::string(code_), .address = r.address, .message = std::move(message), .where = where});
  into_.back().resource = &r;
  into_.back().step = step_;
  return into_.back();
}

std::vector<Finding> lint(const Input& input) { return Linter(input).all(); }

}  // namespace schema::lint
