#include <fmt/format.h>

#include "lang/functions.hpp"
#include "text/secrets.hpp"

namespace schema::lang {

namespace {

Result unconvertible(Call& call, std::string_view to) {
  if (call.args[0].sensitive) return call.fail(0, fmt::format("this cannot be made a {}", to));
  return call.fail(0, fmt::format("{} cannot be made a {}", display(call.args[0]), to));
}

Result tobool(Call& call) {
  auto out = to_bool(call.args[0]);
  return out ? out : unconvertible(call, "bool");
}

Result tonumber(Call& call) {
  auto out = to_number(call.args[0]);
  return out ? out : unconvertible(call, "number");
}

Result tostring(Call& call) {
  auto out = to_text(call.args[0]);
  return out ? out : unconvertible(call, "string");
}

Result tolist(Call& call) {
  if (call.args[0].is_null()) return call.args[0];
  auto list = call.args[0].as_list();
  if (!list) return unconvertible(call, "list");
  List items = *list;
  unify(items);
  return make_list(std::move(items), call.args[0].where);
}

Result toset(Call& call) {
  if (call.args[0].is_null()) return call.args[0];
  auto list = call.args[0].as_list();
  return list ? call.set_of(*list) : unconvertible(call, "set");
}

Result tomap(Call& call) {
  if (call.args[0].is_null()) return call.args[0];
  auto object = call.args[0].as_object();
  if (!object) return unconvertible(call, "map");
  List items;
  for (auto& item : *object) items.push_back(item.second);
  unify(items);
  Object out;
  auto next = items.begin();
  for (auto& item : *object) out.emplace_hint(out.end(), item.first, std::move(*next++));
  return make_object(std::move(out), call.args[0].where);
}

Result type(Call& call) { return make_text(std::string(call.args[0].type_name())); }

Result sensitive(Call& call) {
  call.in.secrets = true;
  return as_sensitive(call.args[0], call.in.budget());
}

Result nonsensitive(Call& call) { return as_sensitive(call.args[0], call.in.budget(), false); }

Result issensitive(Call& call) { return Value(has_sensitive(call.args[0], call.in.budget())); }

Result getenv(Call& call) {
  auto& host = call.in.options().host;
  auto value = host.getenv ? host.getenv(call.text(0)) : nullptr;
  std::string text = value ? value : "";
  bool secret = is_secret_name(call.text(0)) || masked(text) != text;
  call.in.secrets = call.in.secrets || secret;
  return as_sensitive(make_text(std::move(text)), call.in.budget(), secret);
}

constexpr Function kFunctions[] = {
    {"can", "(expression: any) -> bool", "Whether the expression can be evaluated without an error."},
    {"getenv", "(name: string) -> string", "The environment variable's value; empty if it is not set. Sensitive if its name or itself tells of a password.", getenv},
    {"issensitive", "(value: any) -> bool", "Whether the value is sensitive.", issensitive, Secrecy::none},
    {"nonsensitive", "(value: any) -> any", "The value, no longer sensitive.", nonsensitive, Secrecy::none},
    {"sensitive", "(value: any) -> any", "The value, never to be printed.", sensitive},
    {"sql", "(text: string) -> any", "Raw SQL: goes to the server as it is."},
    {"tobool", "(value: any) -> bool", "The value as true or false.", tobool},
    {"tolist", "(value: any) -> list", "The list or set as a list.", tolist, Secrecy::elements},
    {"tomap", "(value: any) -> map", "The object as a map of one element type.", tomap, Secrecy::elements},
    {"tonumber", "(value: any) -> number", "The value as a number.", tonumber},
    {"toset", "(value: any) -> set", "The list as a set: sorted, each value once.", toset, Secrecy::elements, 60},
    {"tostring", "(value: any) -> string", "The value as a string.", tostring},
    {"try", "(expressions: any...) -> any", "The first expression that can be evaluated without an error."},
    {"type", "(value: any) -> string", "The name of the value's type.", type},
};

}  // namespace

std::span<const Function> type_functions() { return kFunctions; }

}  // namespace schema::lang
