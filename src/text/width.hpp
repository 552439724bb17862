#pragma once
#include <string_view>

namespace schema {

/// How many columns of a terminal the character that starts at `at` takes (2 for most of East Asia's), and where the next
/// one starts.
struct Character {
  size_t columns;
  size_t end;
};
Character character_at(std::string_view text, size_t at);

/// How many columns a text takes.
size_t width(std::string_view text);

}  // namespace schema
