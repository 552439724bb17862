#pragma once
#include <string_view>
#include <vector>

namespace schema::lang {

enum class ArgumentType { string, number, integer, boolean, list, map, any };

struct Parameter {
  std::string_view name;
  ArgumentType type = ArgumentType::any;
  bool optional = false;
  bool nullable = false;
  bool variadic = false;
};

/// The parameters of a function's signature (see Function).
std::vector<Parameter> parse_signature(std::string_view signature);

}  // namespace schema::lang
