#include "lang/functions.hpp"

#include <fmt/format.h>

#include <map>

namespace schema::lang {

namespace {

std::map<std::string_view, const Function*> collect() {
  std::map<std::string_view, const Function*> out;
  for (auto& family : function_families())
    for (auto& f : family.functions) out.emplace(f.name, &f);
  return out;
}

const std::map<std::string_view, const Function*>& by_name() {
  static const auto functions = collect();
  return functions;
}

}  // namespace

std::span<const FunctionFamily> function_families() {
  static const FunctionFamily all[] = {
      {"Strings", text_functions()},
      {"Formats", format_functions()},
      {"Regular expressions", regex_functions()},
      {"Numbers", number_functions()},
      {"Lists", list_functions()},
      {"Maps", map_functions()},
      {"Sets", set_functions()},
      {"Types and errors", type_functions()},
      {"Encodings", encoding_functions()},
      {"JSON", json_functions()},
      {"YAML", yaml_functions()},
      {"Addresses of the web", url_functions()},
      {"Other encodings", codec_functions()},
      {"Hashes", hash_functions()},
      {"Dates and times", date_functions()},
      {"Files and environment", file_functions()},
      {"Networks", network_functions()},
      {"Secrets and random values", random_functions()},
  };
  return all;
}

const Function* find_function(std::string_view name) {
  auto found = by_name().find(name);
  return found == by_name().end() ? nullptr : found->second;
}

std::vector<const Function*> all_functions() {
  std::vector<const Function*> out;
  for (auto& item : by_name()) out.push_back(item.second);
  return out;
}

std::nullopt_t Call::fail(size_t i, std::string message, std::string help) {
  return in.fail("bad-argument", place(i), std::move(message), std::move(help));
}

std::optional<std::vector<std::string>> Call::strings(size_t i) {
  std::vector<std::string> out;
  for (auto& item : list(i)) {
    auto text = to_text(item);
    if (!text || item.is_null() || !text->as_text()->interpolations.empty())
      return fail(i, fmt::format("every element must be a string, but one is {}", item.with_article()));
    out.push_back(text->as_text()->text);
  }
  return out;
}

Result Call::set_of(List items) {
  if (!in.take_items(items.size(), where)) return {};
  unify(items);
  return make_set(std::move(items), where, in.budget());
}

Value Call::same_kind(size_t i, List items) {
  return is_set(i) ? make_set(std::move(items), where, in.budget()) : make_list(std::move(items), where);
}

}  // namespace schema::lang
