#pragma once
#include <cstddef>

namespace schema::lang {

/// How much one evaluation may still make, and how long it may take: counted, not measured, so that it is the same on
/// every machine. A file that asks for more than any schema needs ends in an error, not in a
/// hang.
class Budget {
 public:
  /// False when the elements (of loops, lists, instances) are used up.
  bool take_items(size_t n) { return take(items_, n); }
  /// False when the bytes of computed text are used up.
  bool take_bytes(size_t n) { return take(bytes_, n); }
  /// False when the time, in steps of some 10 ns, is used up.
  bool take_work(size_t n) { return take(work_, n); }
  /// What is written out in full may take its time.
  void grant_work(size_t source_bytes) { work_ += source_bytes * kWorkPerByte; }
  bool exhausted() const { return exhausted_; }

 private:
  bool take(size_t& left, size_t n) {
    if (n > left) exhausted_ = true;
    left = n > left ? 0 : left - n;
    return !exhausted_;
  }

  static constexpr size_t kWorkPerByte = 200;

  size_t work_ = 300'000'000;
  size_t items_ = 1'000'000;
  size_t bytes_ = 256 << 20;
  bool exhausted_ = false;
};

}  // namespace schema::lang
