#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace schema::fleet {

/// Names and what stands for them. What is replaced is a whole word: "acme" in "acme.users" and in "of acme", not in
/// "acme_users". The longest name wins.
class Renaming {
 public:
  /// `core` is part of every name (a tenant's schemas are made of its name): texts without it are left at once.
  Renaming(std::string core, std::vector<std::pair<std::string, std::string>> names);

  /// How many words were replaced.
  size_t apply(std::string& text) const;
  /// Whether there is a word to replace.
  bool finds(std::string_view text) const;
  /// Whether the core stands in the text otherwise than as one of the words.
  bool leaves_core(std::string_view text) const;

 private:
  /// The place in `names_` of the word at this byte, or npos.
  size_t at(std::string_view text, size_t begin) const;

  std::string core_;
  std::vector<std::pair<std::string, std::string>> names_;  ///< longest first
};

}  // namespace schema::fleet
