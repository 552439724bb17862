#include "kinds/settings.hpp"

#include <utility>

#include "sql/lex.hpp"
#include "sql/quote.hpp"

namespace schema {

bool is_list_parameter(std::string_view name) {
  static constexpr std::string_view lists[] = {"local_preload_libraries",   "search_path",
                                               "session_preload_libraries", "shared_preload_libraries",
                                               "temp_tablespaces",          "unix_socket_directories"};
  return std::find(std::begin(lists), std::end(lists), name) != std::end(lists);
}

std::vector<std::string> split_list_parameter(std::string_view value) {
  constexpr std::string_view kBlank = " \t\r\n";
  std::vector<std::string> items;
  std::string item;
  bool quoted = false, any = false, was_quoted = false;
  auto finish = [&] {
    if (!was_quoted) item.erase(std::min(item.find_last_not_of(kBlank) + 1, item.size()));
    items.push_back(std::exchange(item, {}));
    was_quoted = false;
  };
  for (size_t i = 0; i < value.size(); ++i) {
    char c = value[i];
    any = any || kBlank.find(c) == std::string_view::npos;
    if (c == '"' && quoted && i + 1 < value.size() && value[i + 1] == '"')
      item += value[++i];
    else if (c == '"')
      quoted = !quoted, was_quoted = true;
    else if (c == ',' && !quoted)
      finish();
    else if (quoted || (!was_quoted && !(item.empty() && kBlank.find(c) != std::string_view::npos)))
      item += c;
  }
  if (any) finish();
  return items;
}

void normalize_settings(Options& config) {
  Options normal;
  for (auto& [name, value] : config) {
    auto folded = sql::fold(name);
    if (!is_list_parameter(folded)) {
      normal[folded] = value;
      continue;
    }
    std::string list;
    auto items = split_list_parameter(value);
    bool only_empty = items.size() == 1 && items.front().empty();
    if (!only_empty)
      for (auto& item : items) list += (list.empty() ? "" : ", ") + sql::quote_ident(item);
    normal[folded] = std::move(list);
  }
  config = std::move(normal);
}

}  // namespace schema
