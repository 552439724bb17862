#include <fmt/format.h>

#include <algorithm>

#include "lang/functions.hpp"
#include "lang/unicode.hpp"

namespace schema::lang {

namespace {

/// The number of elements or characters, or nothing for what has none.
std::optional<size_t> size_of(const Value& v) {
  if (auto list = v.as_list()) return list->size();
  if (auto object = v.as_object()) return object->size();
  if (auto text = v.as_text()) return to_clusters(text->text).size();
  return {};
}

Result length(Call& call) {
  if (auto size = size_of(call.args[0])) return Value(number_of(static_cast<int64_t>(*size)));
  return call.fail(0, fmt::format("{} has no length", call.args[0].with_article()));
}

Result empty(Call& call) {
  if (auto size = size_of(call.args[0])) return Value(*size == 0);
  return call.fail(0, fmt::format("{} has no length", call.args[0].with_article()));
}

Result keys(Call& call) {
  List out;
  for (auto& [key, value] : call.object(0)) out.push_back(make_text(key, value.where));
  return make_list(std::move(out));
}

Result values(Call& call) {
  List out;
  for (auto& item : call.object(0)) out.push_back(item.second);
  return make_list(std::move(out));
}

Result lookup(Call& call) {
  auto& object = call.object(0);
  auto found = object.find(call.text(1));
  if (found != object.end()) return found->second;
  if (call.args.size() > 2) return call.args[2];
  return call.fail(1, fmt::format("there is no key {}", call.show(1)), "a third argument gives a default");
}

Result merge(Call& call) {
  Object out;
  for (size_t i = 0; i < call.args.size(); ++i) {
    if (call.args[i].is_null()) continue;
    if (!call.in.take_items(call.object(i).size() / 100, call.where)) return {};
    for (auto& [key, value] : call.object(i)) out.insert_or_assign(key, value);
  }
  return make_object(std::move(out));
}

Result zipmap(Call& call) {
  auto names = call.strings(0);
  if (!names) return {};
  auto& list = call.list(1);
  if (names->size() != list.size())
    return call.fail(1, fmt::format("there are {} keys but {} values", names->size(), list.size()));
  Object out;
  for (size_t i = 0; i < list.size(); ++i) out.insert_or_assign(std::move((*names)[i]), list[i]);
  return make_object(std::move(out));
}

Result transpose(Call& call) {
  std::map<std::string, List> out;
  for (auto& [key, list] : call.object(0)) {
    if (!list.as_list()) return call.fail(0, "every value must be a list of strings");
    for (auto& item : *list.as_list()) {
      auto text = to_text(item);
      if (!text || item.is_null()) return call.fail(0, "every value must be a list of strings");
      if (!call.in.take_items(1, call.where)) return {};
      out[text->as_text()->text].push_back(make_text(key, call.where));
    }
  }
  Object object;
  for (auto& [key, items] : out) object.emplace(key, make_list(std::move(items), call.where));
  return make_object(std::move(object));
}

/// The values whose key (of the second list, at the same place) is among those searched.
Result matchkeys(Call& call) {
  auto &list = call.list(0), &of = call.list(1), &searched = call.list(2);
  if (list.size() != of.size())
    return call.fail(1, fmt::format("there are {} values but {} keys", list.size(), of.size()));
  List out;
  for (size_t i = 0; i < list.size(); ++i) {
    if (!call.in.take_items(1 + searched.size() / 100, call.where)) return {};
    auto same = [&](const Value& v) { return equals(v, of[i], call.in.budget()); };
    if (std::any_of(searched.begin(), searched.end(), same)) out.push_back(list[i]);
  }
  return make_list(std::move(out));
}

constexpr Function kFunctions[] = {
    {"empty", "(value: any) -> bool", "Whether the list, map or string has nothing in it.", empty},
    {"keys", "(map: map) -> list", "The keys of the map, in order.", keys},
    {"length", "(value: any) -> number", "How many elements or characters there are.", length, Secrecy::spreads, 1},
    {"lookup", "(map: map, key: string, default?: any) -> any", "The key's value, or the default.", lookup,
     Secrecy::elements, 0},
    {"matchkeys", "(values: list, keys: list, searched: list) -> list",
     "The values whose key, at the same place, is among those searched.", matchkeys, Secrecy::elements, 60},
    {"merge", "(maps: map?...) -> map", "All keys of the maps; a later map's value wins.", merge, Secrecy::elements},
    {"transpose", "(map: map) -> map", "A map of lists turned over: each element with the keys it stands under.",
     transpose},
    {"values", "(map: map) -> list", "The values of the map, in the order of their keys.", values, Secrecy::elements},
    {"zipmap", "(keys: list, values: list) -> map", "A map of keys and values at the same places.", zipmap,
     Secrecy::elements},
};

}  // namespace

std::span<const Function> map_functions() { return kFunctions; }

}  // namespace schema::lang
