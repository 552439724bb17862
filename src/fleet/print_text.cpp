#include <set>

#include "fleet/print.hpp"

namespace schema::fleet {

namespace {

/// More names than this are not listed.
constexpr size_t kNames = 8;

std::string statements_text(size_t n) { return n == 1 ? "1 statement" : fmt::format("{} statements", count_text(n)); }

std::string tenants_text(size_t n) { return n == 1 ? "1 tenant" : count_text(n) + " tenants"; }

std::string names_of(const std::vector<const Tenant*>& tenants) {
  std::string out;
  for (size_t i = 0; i < std::min(kNames, tenants.size()); ++i) out += (i ? ", " : "") + tenants[i]->name;
  if (tenants.size() > kNames) out += fmt::format(", and {} more", count_text(tenants.size() - kNames));
  return out;
}

/// Groups whose plans say the same are one to the reader, whatever state they start from.
struct Alike {
  const Group* group;  ///< whose plan is shown
  std::vector<const Tenant*> tenants;
  std::set<std::string> keys;  ///< of its steps
};

std::vector<Alike> alike(const FleetPlan& plan) {
  std::vector<Alike> out;
  std::map<std::string, size_t> known;
  for (auto& group : plan.groups) {
    auto [it, fresh] = known.try_emplace(key_of(*group), out.size());
    if (fresh) {
      out.push_back({group.get(), {}, {}});
      for (auto& step : group->plan.steps) out.back().keys.insert(key_of(step, *group));
    }
    auto& tenants = out[it->second].tenants;
    tenants.insert(tenants.end(), group->tenants.begin(), group->tenants.end());
  }
  std::stable_sort(out.begin(), out.end(), [](auto& a, auto& b) { return a.tenants.size() > b.tenants.size(); });
  return out;
}

class FleetPrinter {
 public:
  FleetPrinter(const FleetPlan& plan, const PrintOptions& options)
      : plan_(plan), options_(options), sets_(alike(plan)) {}

  std::string print() {
    if (plan_.empty()) return fmt::format("No changes. All {} match the files.\n", tenants_text(plan_.tenants()));
    out_ = options_.paint.bold(summary()) + "\n";
    if (!plan_.common.empty()) {
      heading("Once, before all tenants");
      out_ += schema::print_text(plan_.common, options_);
    }
    for (auto& set : sets_) {
      if (set.group->plan.empty() || is_outlier(set)) continue;
      heading(fmt::format("{}{}: {}", tenants_text(set.tenants.size()), what_of(set), names_of(set.tenants)));
      out_ += set.group->named(schema::print_text(set.group->plan, options_));
    }
    for (auto& set : sets_)
      if (is_outlier(set)) outlier(set);
    return std::move(out_);
  }

 private:
  /// "1,483 tenants alike: 4 statements; 12: 6 statements; 5 differ: look".
  std::string summary() const {
    std::string out;
    size_t differ = 0;
    for (auto& set : sets_) {
      if (is_outlier(set)) {
        ++differ;
        continue;
      }
      auto n = set.group->script.statements();
      auto what = n == 0 ? std::string("nothing to do") : statements_text(n);
      out += out.empty() ? fmt::format("{} alike{}: {}", tenants_text(set.tenants.size()), what_of(set), what)
                         : fmt::format("; {}{}: {}", count_text(set.tenants.size()), what_of(set), what);
    }
    if (differ > 0)
      out += fmt::format("{}{} differ{}: look", out.empty() ? "" : "; ", count_text(differ), differ == 1 ? "s" : "");
    return out;
  }

  static std::string what_of(const Alike& set) {
    return set.group->example().leaving ? " leaving" : set.group->missing ? " new" : "";
  }

  /// A single tenant that is neither new nor leaving, where others share their plans.
  bool is_outlier(const Alike& set) const {
    bool others = sets_.front().tenants.size() > 1;
    return others && set.tenants.size() == 1 && !set.group->missing && !set.group->example().leaving;
  }

  void heading(const std::string& text) { out_ += "\n" + options_.paint.bold(text) + "\n"; }

  /// What sets the tenant apart: the steps that only it needs, and those that only the others need.
  void outlier(const Alike& set) {
    auto& most = sets_.front();
    Plan own = set.group->plan;
    std::erase_if(own.steps, [&](auto& step) { return most.keys.contains(key_of(step, *set.group)); });
    auto shared = set.group->plan.steps.size() - own.steps.size();
    heading(fmt::format("{} differs: {}", set.tenants[0]->name, statements_text(set.group->script.statements())));
    if (shared > 0)
      out_ +=
          fmt::format("      {} of the steps are those of the {} above\n", shared, tenants_text(most.tenants.size()));
    for (auto& step : most.group->plan.steps)
      if (!set.keys.contains(key_of(step, *most.group))) missing(step, *most.group, set);
    if (!own.empty()) out_ += set.group->named(schema::print_text(own, options_));
  }

  void missing(const Step& step, const Group& most, const Alike& set) {
    auto address = step.resource->address;
    if (most.placeholder)
      most.placeholder->to(*set.tenants[0]).apply(address);
    else
      Renaming(most.example().name, {{most.example().name, set.tenants[0]->name}}).apply(address);
    out_ += fmt::format("      not needed: {} {}\n", sign_of(step), address);
  }

  const FleetPlan& plan_;
  const PrintOptions& options_;
  std::vector<Alike> sets_;
  std::string out_;
};

}  // namespace

std::string count_text(size_t n) {
  auto text = std::to_string(n);
  for (auto i = static_cast<long>(text.size()) - 3; i > 0; i -= 3) text.insert(static_cast<size_t>(i), ",");
  return text;
}

std::string print_text(const FleetPlan& plan, const PrintOptions& options) {
  return FleetPrinter(plan, options).print();
}

std::string print_sql(const FleetPlan& plan, const Timeouts& timeouts) {
  std::string out;
  if (!plan.common.empty()) out += "-- once, before all tenants\n" + schema::print_sql(plan.common, timeouts);
  for (auto& group : plan.groups) {
    if (group->plan.empty()) continue;
    out += fmt::format("\n-- {}, in the name of {}: {}\n", tenants_text(group->tenants.size()), group->example().name,
                       names_of(group->tenants));
    for (auto& part : group->script.of(group->example()))
      for (auto& sent : part) out += sent.secret ? std::string("-- (sensitive)\n") : sent.sql + ";\n";
  }
  return out;
}

}  // namespace schema::fleet
