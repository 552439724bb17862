#pragma once
#include <cstddef>

namespace schema::lang {

/// How much one evaluation may still make. A file that asks for more than any schema needs ends in an error, not in a
/// hang.
class Budget {
 public:
  /// False when the elements (of loops, lists, instances) are used up.
  bool take_items(size_t n) { return take(items_, n); }
  /// False when the bytes of computed text are used up.
  bool take_bytes(size_t n) { return take(bytes_, n); }
  bool exhausted() const { return exhausted_; }

 private:
  bool take(size_t& left, size_t n) {
    if (n > left) exhausted_ = true;
    left = n > left ? 0 : left - n;
    return !exhausted_;
  }

  size_t items_ = 1'000'000;
  size_t bytes_ = 256 << 20;
  bool exhausted_ = false;
};

}  // namespace schema::lang
