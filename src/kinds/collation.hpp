#pragma once
#include "model/field_type.hpp"

namespace schema {

/// A way to sort and compare text.
struct Collation final : Resource {
  Word provider{"libc"};
  std::string locale;                ///< of both, where they are one
  std::string lc_collate, lc_ctype;  ///< libc, where they differ
  bool deterministic = true;
  std::string rules;
};

}  // namespace schema
