#pragma once
#include <optional>

#include "syntax/excerpt.hpp"
#include "text/parallel.hpp"

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
  std::atomic<bool> failed = false;
  in_parallel(pieces.size(), [&](size_t i) {
    if (!failed) made[i] = work(pieces[i]);
    if (!made[i]) failed = true;
  });
  if (failed) return {};
  std::vector<Result> all;
  for (auto& result : made) all.push_back(std::move(*result));
  return all;
}

}  // namespace schema::syntax
