#include "kinds/distribution.hpp"

namespace schema {

namespace {
constexpr std::string_view kStyles[] = {"auto", "even", "key", "all"};
}

std::span<const Field> Distribution::fields() {
  static const Field all[] = {
      FIELD(Distribution, style)("style", "auto, even (in turn), all (a copy on each node) or key (by a column's value).", {.words = kStyles}),
      FIELD(Distribution, key)("key", "The column of style key.", {.example = "key = column.id", .alias = "column"}),
  };
  return all;
}

std::span<const Field> Sort::fields() {
  static const Field all[] = {
      FIELD(Sort, style)("style", "auto, none, compound (if columns are given) or interleaved.", {.words = kSortStyles}),
      FIELD(Sort, columns)("columns", "The columns of the sort key, the most important one first.", {.example = "columns = [column.created_at]"}),
  };
  return all;
}

}  // namespace schema
