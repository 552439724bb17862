#include "lang/signature.hpp"

namespace schema::lang {

namespace {

constexpr std::string_view kTypes[] = {"string", "number", "int", "bool", "list", "map", "any"};

bool drop_suffix(std::string_view& text, std::string_view suffix) {
  if (!text.ends_with(suffix)) return false;
  text.remove_suffix(suffix.size());
  return true;
}

Parameter parse_parameter(std::string_view text) {
  Parameter p;
  auto colon = text.find(": ");
  auto type = text.substr(colon + 2);
  p.name = text.substr(0, colon);
  p.optional = drop_suffix(p.name, "?");
  p.variadic = drop_suffix(type, "...");
  p.nullable = drop_suffix(type, "?");
  for (size_t i = 0; i < std::size(kTypes); ++i)
    if (kTypes[i] == type) p.type = static_cast<ArgumentType>(i);
  return p;
}

}  // namespace

std::vector<Parameter> parse_signature(std::string_view signature) {
  std::vector<Parameter> out;
  auto rest = signature.substr(1, signature.find(')') - 1);
  while (!rest.empty()) {
    auto comma = rest.find(", ");
    out.push_back(parse_parameter(rest.substr(0, comma)));
    if (comma == rest.npos) break;
    rest.remove_prefix(comma + 2);
  }
  return out;
}

}  // namespace schema::lang
