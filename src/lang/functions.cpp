#include "lang/functions.hpp"

#include <fmt/format.h>

#include <map>

namespace schema::lang {

namespace {

std::map<std::string_view, const Function*> collect() {
  std::map<std::string_view, const Function*> out;
  for (auto family : {text_functions(), format_functions(), regex_functions(), number_functions(), list_functions(),
                      map_functions(), set_functions(), type_functions(), encoding_functions(), json_functions(),
                      url_functions(), hash_functions(), date_functions(), file_functions(), network_functions(),
                      yaml_functions(), codec_functions(), random_functions()})
    for (auto& f : family) out.emplace(f.name, &f);
  return out;
}

const std::map<std::string_view, const Function*>& by_name() {
  static const auto functions = collect();
  return functions;
}

}  // namespace

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
