#pragma once
#include "model/field_type.hpp"

namespace schema {

/// Cuts text into tokens.
struct TextSearchParser final : Resource {
  Name start, get_token, end, lex_types, headline;
};

/// What dictionaries are made of.
struct TextSearchTemplate final : Resource {
  Name init, lexize;
};

/// Makes lexemes of tokens.
struct TextSearchDictionary final : Resource {
  Name from;  ///< its template
  Options options;
  std::vector<std::string> order;  ///< of the options, as they are kept; empty: alphabetical
};

/// Which dictionaries see the tokens of one type, in order.
struct TokenMapping {
  std::string token;
  std::vector<Name> dictionaries;
  static std::span<const Field> fields();
};

struct TextSearchConfiguration final : Resource {
  Name parser;
  std::vector<TokenMapping> mappings;
};

}  // namespace schema
