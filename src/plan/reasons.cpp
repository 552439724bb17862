#include "plan/reasons.hpp"

#include "diff/diff.hpp"
#include "model/print_value.hpp"

namespace schema {

namespace {

/// So many addresses of a path are told from either end.
constexpr size_t kPathEnd = 8;

std::string field_list(const Pair& pair) { return fmt::format("{}", fmt::join(pair.fields, ", ")); }

/// What happens to the pair that is the cause, as the end of "because x ...".
std::string happening(const Pair& pair) {
  if (pair.fate == Fate::drop) return "is dropped";
  if (pair.fate == Fate::create) return "is new";
  if (pair.fate == Fate::alter) return "changes its " + field_list(pair);
  if (pair.fields.empty()) return "is recreated";
  return fmt::format("is recreated for its new {}", field_list(pair));
}

size_t root_of(const Pairs& pairs, size_t i) {
  while (pairs.all[i].cause != SIZE_MAX) i = pairs.all[i].cause;
  return i;
}

std::string by_itself(const Pair& pair) {
  switch (pair.fate) {
    case Fate::create:
      return "it is declared and does not exist yet";
    case Fate::drop:
      return "no file declares it any more";
    case Fate::alter:
      return fmt::format("its {} differ{}", field_list(pair), pair.fields.size() == 1 ? "s" : "");
    case Fate::replace:
      return fmt::format("its {} cannot be changed in place", field_list(pair));
    case Fate::keep:
      break;
  }
  return {};
}

}  // namespace

std::string reason(const Pairs& pairs, size_t i) {
  auto& pair = pairs.all[i];
  if (pair.cause == SIZE_MAX) return by_itself(pair);
  auto& root = pairs.all[root_of(pairs, i)];
  return fmt::format("because {} {}", root.any().address, happening(root));
}

CausePath cause_path(const Pairs& pairs, size_t i) {
  std::vector<size_t> back;
  for (; i != SIZE_MAX; i = pairs.all[i].cause) back.push_back(i);
  CausePath path;
  if (back.size() > 2 * kPathEnd) path.gap = back.size() - 2 * kPathEnd;
  auto gap = back.begin() + static_cast<std::ptrdiff_t>(path.gap ? kPathEnd : 0);
  back.erase(gap, gap + static_cast<std::ptrdiff_t>(path.gap));
  for (auto it = back.rbegin(); it != back.rend(); ++it) path.addresses.push_back(pairs.all[*it].any().address);
  return path;
}

std::vector<std::string> CausePath::lines() const {
  auto all = addresses;
  auto middle = all.begin() + static_cast<std::ptrdiff_t>(all.size() / 2);
  if (gap) all.insert(middle, fmt::format("({} more)", gap));
  return all;
}

std::vector<FieldChange> field_changes(const Pair& pair) {
  std::vector<FieldChange> changes;
  if (!pair.from || !pair.to) return changes;
  for (auto field : changed_fields(*pair.from, *pair.to)) {
    auto text = [&](const Resource& r) {
      auto value = field->type->encode(*field, field->of(&r));
      auto set = is_set(*field, &r, &blank(*r.kind)) || field->options.required || value.as_bool();
      if (set && field->options.secret) return std::string("(sensitive)");
      return set ? print_value(value) : std::string();
    };
    changes.push_back({std::string(field->name), text(*pair.from), text(*pair.to)});
  }
  return changes;
}

}  // namespace schema
