#include <unordered_map>

#include "lint/rule.hpp"

namespace schema::lint {

#define FAMILY(title, backend)
#define RULE(code) extern const Rule code;
#include "lint/rules.def"
#undef FAMILY
#undef RULE

std::span<const Family> all_families() {
  static const auto all = [] {
    std::vector<Family> families;
#define FAMILY(title, backend) families.push_back({title, {}, backend});
#define RULE(code) families.back().rules.push_back(code);
#include "lint/rules.def"
#undef FAMILY
#undef RULE
    return families;
  }();
  return all;
}

const Rule* find_rule(std::string_view code) {
  static const auto index = [] {
    std::unordered_map<std::string_view, const Rule*> map;
    for (auto& family : all_families())
      for (auto& rule : family.rules) map.emplace(rule.code, &rule);
    return map;
  }();
  auto it = index.find(code);
  return it == index.end() ? nullptr : it->second;
}

std::vector<std::string_view> all_codes() {
  std::vector<std::string_view> codes;
  for (auto& family : all_families())
    for (auto& rule : family.rules) codes.push_back(rule.code);
  return codes;
}

}  // namespace schema::lint
