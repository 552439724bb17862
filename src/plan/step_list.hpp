#pragma once
#include <map>

#include "plan/plan.hpp"

namespace schema {

/// A plan's steps while their statements come in one by one, in the order in which they are to run. A person may have
/// moved them: a step goes on wherever one of its statements stands.
class StepList {
 public:
  /// The steps as they are known, without their statements.
  explicit StepList(std::vector<Step> known) : known_(std::move(known)) {}

  size_t known() const { return known_.size(); }

  void add(size_t step, Statement statement) {
    if (steps_.empty() || step != last_) {
      bool first = places_.emplace(step, steps_.size()).second;
      steps_.push_back(known_[step]);
      steps_.back().continues = known_[step].continues || !first;
    }
    last_ = step;
    steps_.back().statements.push_back(std::move(statement));
  }

  /// The step of the last statement.
  size_t last() const { return last_; }

  /// The plan's steps are these now; what was found of one is of the place where it stands, or of none.
  void move_into(Plan& plan) {
    plan.steps = std::move(steps_);
    for (auto& finding : plan.findings) {
      auto place = places_.find(finding.step);
      finding.step = place == places_.end() ? SIZE_MAX : place->second;
    }
  }

 private:
  std::vector<Step> known_, steps_;
  std::map<size_t, size_t> places_;  ///< of the known ones: where each stands first
  size_t last_ = 0;
};

}  // namespace schema
