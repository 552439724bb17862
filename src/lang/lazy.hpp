#pragma once
#include <functional>
#include <string>
#include <vector>

#include "lang/interpreter.hpp"

namespace schema::lang {

/// A value that is evaluated when it is first asked for, and once: a variable, a local, a module, a data source.
struct Lazy {
  enum class State { waiting, running, done, failed };
  State state = State::waiting;
  Value value;
  Diagnostics problems;  ///< reported wherever the value is used, so that a try() around the first use hides nothing
};

/// Evaluates lazy values and reports those that need themselves.
class Demand {
 public:
  explicit Demand(Interpreter& in) : in_(in) {}

  /// `name` is how messages call it ("local.a"), `where` the place that asks.
  Result get(Lazy& lazy, const std::string& name, Range where, const std::function<Result()>& compute);

 private:
  struct Step {
    const Lazy* lazy;
    std::string name;
    Range where;
  };

  Result report_cycle(const Lazy& lazy, Range where);

  Interpreter& in_;
  std::vector<Step> running_;
};

/// Appends the diagnostics that are not there yet.
void merge(const Diagnostics& from, Diagnostics& to);

}  // namespace schema::lang
