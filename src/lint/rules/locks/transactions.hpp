#pragma once
#include <set>
#include "lint/rule.hpp"
#include "plan/script.hpp"

namespace schema::lint {

/// The plan's transactions, each as its statements on what was there before.
inline std::vector<std::vector<Command>> transactions(const Plan& plan) {
  std::set<const Resource*> made;
  for (auto& step : plan.steps)
    if (step.verb == Verb::create && !step.replaces) made.insert(step.resource);
  std::vector<std::vector<Command>> all(1);
  for (auto& command : commands(plan)) {
    if (command.type == Command::Type::begin || command.type == Command::Type::commit) all.emplace_back();
    if (command.statement && !made.contains(&top_of(*command.step->resource))) all.back().push_back(command);
  }
  return all;
}

}  // namespace schema::lint
