#pragma once
#include <string>
#include <string_view>

namespace schema {

/// Colours for a terminal, or none.
struct Paint {
  bool on = false;

  std::string operator()(std::string_view code, std::string_view text) const {
    return on ? "\x1b[" + std::string(code) + "m" + std::string(text) + "\x1b[0m" : std::string(text);
  }
  std::string bold(std::string_view text) const { return (*this)("1", text); }
  std::string dim(std::string_view text) const { return (*this)("2", text); }
  std::string red(std::string_view text) const { return (*this)("31", text); }
  std::string green(std::string_view text) const { return (*this)("32", text); }
  std::string yellow(std::string_view text) const { return (*this)("33", text); }
};

}  // namespace schema
