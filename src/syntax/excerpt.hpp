#pragma once
#include <algorithm>
#include <cstdint>
#include <string_view>

#include "schema/source.hpp"

namespace schema::syntax {

/// A text that is parsed by itself, and where it stands in its file.
struct Excerpt {
  const SourceFile& file;
  std::string_view text;
  int64_t begin = 0;  ///< of its first byte; negative if something was put before the file's text

  /// Where one of its bytes stands in the file.
  uint32_t place(int64_t offset) const { return static_cast<uint32_t>(std::max<int64_t>(offset + begin, 0)); }
  Range range(int64_t from, int64_t to) const { return {&file, place(from), place(to)}; }
};

}  // namespace schema::syntax
