#include <algorithm>
#include <numeric>

#include "schema/diagnostic.hpp"

namespace schema {

namespace {

char fold(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c == '-' ? '_' : c; }

/// The rows of the table that distance() fills; kept, because a large schema has many names to compare.
struct Rows {
  std::vector<size_t> before, previous, current;
};

/// Damerau-Levenshtein distance (adjacent swaps count once), ignoring case and - against _; `most` if it is that or
/// more.
size_t distance(std::string_view a, std::string_view b, size_t most, Rows& rows) {
  auto& [before, previous, current] = rows;
  for (auto row : {&before, &previous, &current}) row->resize(b.size() + 1);
  std::iota(previous.begin(), previous.end(), 0);
  size_t least_before = 0;
  for (size_t i = 1; i <= a.size(); ++i) {
    current[0] = i;
    size_t least = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      bool same = fold(a[i - 1]) == fold(b[j - 1]);
      current[j] = std::min({previous[j] + 1, current[j - 1] + 1, previous[j - 1] + (same ? 0 : 1)});
      if (i > 1 && j > 1 && fold(a[i - 1]) == fold(b[j - 2]) && fold(a[i - 2]) == fold(b[j - 1]))
        current[j] = std::min(current[j], before[j - 2] + 1);
      least = std::min(least, current[j]);
    }
    if (std::min(least, least_before) >= most) return most;
    least_before = least;
    std::swap(before, previous);
    std::swap(previous, current);
  }
  return previous[b.size()];
}

}  // namespace

std::string_view nearest(std::string_view given, const std::vector<std::string_view>& candidates) {
  std::string_view best;
  size_t least = std::max<size_t>(1, given.size() / 3) + 1;
  Rows rows;
  for (auto candidate : candidates) {
    size_t gap = given.size() > candidate.size() ? given.size() - candidate.size() : candidate.size() - given.size();
    if (gap >= least) continue;
    auto d = distance(given, candidate, least, rows);
    if (d < least) {
      least = d;
      best = candidate;
    }
  }
  return best;
}

std::string did_you_mean(std::string_view given, const std::vector<std::string_view>& candidates) {
  auto best = nearest(given, candidates);
  return best.empty() ? std::string() : "did you mean \"" + std::string(best) + "\"?";
}

}  // namespace schema
