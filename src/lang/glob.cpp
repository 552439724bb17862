#include "lang/glob.hpp"

#include <string>
#include <vector>

namespace schema::lang {

namespace {

constexpr size_t kMaxAlternatives = 256;

/// Matches one character against the [..] at the pattern's start and moves the pattern behind it.
bool class_matches(std::string_view& pattern, char c) {
  size_t i = 1;
  bool negated = i < pattern.size() && (pattern[i] == '!' || pattern[i] == '^');
  i += negated;
  bool found = false;
  for (bool first = true; i < pattern.size() && (first || pattern[i] != ']'); first = false) {
    bool range = i + 2 < pattern.size() && pattern[i + 1] == '-' && pattern[i + 2] != ']';
    char low = pattern[i], high = range ? pattern[i + 2] : low;
    found = found || (low <= c && c <= high);
    i += range ? 3 : 1;
  }
  pattern.remove_prefix(std::min(i + 1, pattern.size()));
  return found != negated;
}

/// One name without slashes. Goes back only to the last star, so that no pattern takes long.
bool name_matches(std::string_view pattern, std::string_view name) {
  std::string_view star_pattern, star_name;
  bool star = false;
  while (!name.empty()) {
    auto rest = pattern;
    bool same = false;
    if (rest.starts_with('*')) {
      star = true;
      star_pattern = pattern = rest.substr(1);
      star_name = name;
      continue;
    }
    if (rest.starts_with('[')) {
      same = class_matches(rest, name[0]);
    } else if (!rest.empty()) {
      if (rest[0] == '\\' && rest.size() > 1) rest.remove_prefix(1);
      same = rest[0] == name[0] || (rest[0] == '?' && rest.data() == pattern.data());
      rest.remove_prefix(1);
    }
    if (same) {
      pattern = rest;
      name.remove_prefix(1);
    } else if (star && !star_name.empty()) {
      star_name.remove_prefix(1);
      pattern = star_pattern;
      name = star_name;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*') == pattern.npos;
}

std::vector<std::string_view> names_of(std::string_view path) {
  std::vector<std::string_view> out;
  while (true) {
    auto slash = path.find('/');
    out.push_back(path.substr(0, slash));
    if (slash == path.npos) return out;
    path.remove_prefix(slash + 1);
  }
}

/// Row by row over the path's names: which parts of the pattern may match up to there.
bool path_matches(const std::vector<std::string_view>& pattern, const std::vector<std::string_view>& path) {
  std::vector<bool> reached(pattern.size() + 1);
  reached[0] = true;
  auto skip_empty = [&] {
    for (size_t i = 0; i < pattern.size(); ++i)
      if (reached[i] && pattern[i] == "**") reached[i + 1] = true;
  };
  skip_empty();
  for (auto name : path) {
    std::vector<bool> next(pattern.size() + 1);
    for (size_t i = 0; i < pattern.size(); ++i) {
      if (!reached[i]) continue;
      if (pattern[i] == "**")
        next[i] = true;
      else if (name_matches(pattern[i], name))
        next[i + 1] = true;
    }
    reached = std::move(next);
    skip_empty();
  }
  return reached.back();
}

/// The patterns that {a,b} stands for.
void alternatives(const std::string& pattern, std::vector<std::string>& out) {
  auto open = pattern.find('{'), close = pattern.find('}', open);
  if (open == pattern.npos || close == pattern.npos) {
    out.push_back(pattern);
    return;
  }
  for (size_t from = open + 1; from <= close && out.size() < kMaxAlternatives;) {
    auto end = std::min(pattern.find(',', from), close);
    alternatives(pattern.substr(0, open) + pattern.substr(from, end - from) + pattern.substr(close + 1), out);
    from = end + 1;
  }
}

}  // namespace

bool glob_matches(std::string_view pattern, std::string_view path) {
  std::vector<std::string> patterns;
  alternatives(std::string(pattern), patterns);
  auto names = names_of(path);
  for (auto& one : patterns)
    if (path_matches(names_of(one), names)) return true;
  return false;
}

}  // namespace schema::lang
