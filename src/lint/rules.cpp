#include <unordered_map>

#include "lint/families.hpp"

namespace schema::lint {

std::span<const Family> all_families() {
  static const Family all[] = {loss_rules(),     constraint_rules(), row_rules(),  reader_rules(),
                               lock_rules(),     table_rules(),      type_rules(), code_rules(),
                               security_rules(), name_rules(),       redshift_rules(), own_rules()};
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
