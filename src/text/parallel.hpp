#pragma once
#include <algorithm>
#include <atomic>
#include <cstddef>
#include <future>
#include <thread>
#include <vector>

namespace schema {

/// Calls `work(i)` for every i below `count`, on every processor. An exception ends it and comes out here.
template <typename Work>
void in_parallel(size_t count, Work work) {
  std::atomic<size_t> next = 0;
  auto run = [&] {
    for (size_t i = next++; i < count; i = next++) work(i);
  };
  std::vector<std::future<void>> others;
  for (size_t i = 1; i < std::min<size_t>(count, std::thread::hardware_concurrency()); ++i)
    others.push_back(std::async(std::launch::async, run));
  run();
  for (auto& other : others) other.get();
}

}  // namespace schema
