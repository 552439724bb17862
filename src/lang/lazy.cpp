#include "lang/lazy.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace schema::lang {

namespace {

bool same(const Diagnostic& a, const Diagnostic& b) {
  return a.where.file == b.where.file && a.where.begin == b.where.begin && a.where.end == b.where.end &&
         a.code == b.code && a.message == b.message;
}

}  // namespace

void merge(const Diagnostics& from, Diagnostics& to) {
  for (auto& d : from.all()) {
    auto& known = to.all();
    if (std::none_of(known.begin(), known.end(), [&](auto& other) { return same(d, other); })) to.add(d);
  }
}

Result Demand::get(Lazy& lazy, const std::string& name, Range where, const std::function<Result()>& compute) {
  using State = Lazy::State;
  if (lazy.state == State::done) return lazy.value;
  if (lazy.state == State::running) return report_cycle(lazy, where);
  if (lazy.state == State::waiting) {
    lazy.state = State::running;
    running_.push_back({&lazy, name, where});
    {
      Interpreter::Redirect redirect(in_, lazy.problems);
      auto value = compute();
      lazy.state = value ? State::done : State::failed;
      if (value) lazy.value = std::move(*value);
    }
    running_.pop_back();
  }
  merge(lazy.problems, in_.diagnostics());
  return lazy.state == State::done ? Result(lazy.value) : Result();
}

Result Demand::report_cycle(const Lazy& lazy, Range where) {
  auto first = std::find_if(running_.begin(), running_.end(), [&](auto& step) { return step.lazy == &lazy; });
  std::string path;
  for (auto step = first; step != running_.end(); ++step) path += step->name + " -> ";
  auto& d =
      in_.diagnostics().error("cycle", where, fmt::format("{} needs itself: {}{}", first->name, path, first->name));
  for (auto step = first + 1; step != running_.end(); ++step)
    d.related.push_back({step->where, fmt::format("{} needs {}", (step - 1)->name, step->name)});
  return {};
}

}  // namespace schema::lang
