#pragma once
#include "lint/rule.hpp"

namespace schema::lint {

/// What is looked at.
struct Input {
  const Catalog& desired;
  const Catalog* current = nullptr;  ///< unset: files alone
  const Plan* plan = nullptr;        ///< the same
  const Sources& sources;            ///< whose comments count
  const Settings& settings;
  bool changed_only = false;  ///< of what the files describe, only what the plan touches
  /// The estimated rows of the table that the resource is or belongs to; negative if unknown.
  std::function<double(const Resource&)> rows = [](const Resource&) { return -1.0; };
};

/// Everything that the rules find, with its level; what is off or ignored is left out. Sorted: the plan's steps in
/// their order, then the files' places.
std::vector<Finding> lint(const Input&);

}  // namespace schema::lint
