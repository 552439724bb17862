#pragma once
#include <atomic>
#include <future>
#include <optional>
#include <thread>
#include <vector>

#include "syntax/excerpt.hpp"

/// Large files are worked on piece by piece, on every processor.
namespace schema::syntax {

/// The file cut at blank lines between a closing brace and a line without indent, where an item ends and what follows
/// is laid out without a look at it. (It may be inside of a heredoc: then some piece has mistakes.) A small file is one
/// piece.
std::vector<Excerpt> cut(const SourceFile& file);

/// What `work` makes of each piece of the file, in their order; nothing if there is just one piece, or `work` could not
/// make anything of some.
template <typename Work, typename Result = typename std::invoke_result_t<Work, const Excerpt&>::value_type>
std::optional<std::vector<Result>> in_pieces(const SourceFile& file, Work work) {
  auto pieces = cut(file);
  if (pieces.size() < 2) return {};
  std::vector<std::optional<Result>> made(pieces.size());
  std::atomic<size_t> next = 0;
  std::atomic<bool> failed = false;
  auto run = [&] {
    for (size_t i = next++; i < pieces.size() && !failed; i = next++) {
      made[i] = work(pieces[i]);
      if (!made[i]) failed = true;
    }
  };
  std::vector<std::future<void>> others;
  for (size_t i = 1; i < std::min<size_t>(pieces.size(), std::thread::hardware_concurrency()); ++i)
    others.push_back(std::async(std::launch::async, run));
  run();
  for (auto& other : others) other.get();
  if (failed) return {};
  std::vector<Result> all;
  for (auto& result : made) all.push_back(std::move(*result));
  return all;
}

}  // namespace schema::syntax
