#pragma once
#include <set>

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
      steps_.push_back(known_[step]);
      steps_.back().continues = known_[step].continues || !seen_.insert(step).second;
    }
    last_ = step;
    steps_.back().statements.push_back(std::move(statement));
  }

  /// The step of the last statement.
  size_t last() const { return last_; }

  std::vector<Step> take() { return std::move(steps_); }

 private:
  std::vector<Step> known_, steps_;
  std::set<size_t> seen_;
  size_t last_ = 0;
};

}  // namespace schema
