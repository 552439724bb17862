#include "plan/online.hpp"

#include "plan/script.hpp"

namespace schema {

namespace {

constexpr std::string_view kSuffix = "__new";

const Resource& top_of(const Resource& r) { return r.parent ? top_of(*r.parent) : r; }

class OnlinePlanner {
 public:
  OnlinePlanner(Plan& plan, const Catalog& current, const Backend& backend)
      : plan_(plan), current_(current), backend_(backend) {
    for (size_t i = 0; i < plan.steps.size(); ++i) {
      auto& step = plan.steps[i];
      if (step.verb == Verb::create) made_.insert(step.resource->address);
      if (step.verb == Verb::drop && step.replaces) dropped_[step.resource->address] = i;
    }
  }

  void run() {
    for (size_t i = 0; i < plan_.steps.size(); ++i) place(i);
    std::vector<Step> all;
    for (auto part : {&first_, &places_, &last_})
      for (auto& step : *part)
        if (!step.statements.empty()) all.push_back(std::move(step));
    plan_.steps = std::move(all);
  }

 private:
  void place(size_t i) {
    auto step = plan_.steps[i];
    // What an unfinished run left goes first, since this one may need the name.
    if (step.verb == Verb::drop && !step.replaces && is_online_name(step.resource->name)) {
      if (waits(step)) rewrite(step, Fate::drop);
      return first_.push_back(std::move(step));
    }
    std::vector<Statement> later;
    if (auto fate = fate_of(step); fate != Fate::keep && waits(step)) later = rewrite(step, fate);
    if (later.empty()) return places_.push_back(std::move(step));
    auto rest = step;
    rest.statements = std::move(later);
    rest.continues = !step.statements.empty();
    if (rest.continues) rest.changes.clear();
    places_.push_back(std::move(step));
    (needed_later(plan_, i) ? places_ : last_).push_back(std::move(rest));
  }

  /// What the step is as a whole; `keep` for halves that must stay where they are.
  Fate fate_of(const Step& step) const {
    if (step.verb == Verb::alter) return Fate::alter;
    if (step.verb == Verb::create && !step.replaces) return Fate::create;
    if (step.verb == Verb::drop && !step.replaces) return Fate::drop;
    bool by_itself = step.verb == Verb::create && step.path.size() <= 1 && dropped_.contains(step.resource->address);
    return by_itself ? Fate::replace : Fate::keep;
  }

  /// Whether others may wait for it: its table is there already, and stays.
  bool waits(const Step& step) const {
    auto& top = top_of(*step.resource);
    return &top != step.resource && current_.find(top.address) && !made_.contains(top.address);
  }

  std::vector<Statement> rewrite(Step& step, Fate fate) {
    auto online = backend_.renderer(*step.resource->kind).online;
    if (!online) return {};
    OnlineStep said{*step.resource, fate, plan_.server_version, step.statements};
    online(said);
    step.statements = std::move(said.statements);
    if (said.takes_drop) forget(dropped_.at(step.resource->address));
    return std::move(said.later);
  }

  /// The other half of a replacement stands before it, and has been placed.
  void forget(size_t index) {
    auto half = plan_.steps[index].resource;
    for (auto& placed : places_)
      if (placed.resource == half && placed.verb == Verb::drop) placed.statements.clear();
  }

  Plan& plan_;
  const Catalog& current_;
  const Backend& backend_;
  std::set<std::string_view> made_;               ///< addresses of what this plan creates
  std::map<std::string_view, size_t> dropped_;    ///< first halves of replacements
  std::vector<Step> first_, places_, last_;
};

}  // namespace

std::string online_name(const std::string& name) { return name.substr(0, 63 - kSuffix.size()) + std::string(kSuffix); }

bool is_online_name(std::string_view name) { return name.ends_with(kSuffix); }

void make_online(Plan& plan, const Catalog& current, const Backend& backend) {
  OnlinePlanner(plan, current, backend).run();
}

}  // namespace schema
