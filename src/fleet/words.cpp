#include "fleet/words.hpp"

#include <algorithm>
#include <cctype>

namespace schema::fleet {

namespace {

bool is_word(char c) {
  auto byte = static_cast<unsigned char>(c);
  return std::isalnum(byte) || c == '_' || c == '$' || byte >= 0x80;
}

bool is_edge(std::string_view text, size_t before) {
  return before == 0 || before == text.size() || !is_word(text[before - 1]) || !is_word(text[before]);
}

}  // namespace

Renaming::Renaming(std::string core, std::vector<std::pair<std::string, std::string>> names)
    : core_(std::move(core)), names_(std::move(names)) {
  std::sort(names_.begin(), names_.end(), [](auto& a, auto& b) { return a.first.size() > b.first.size(); });
}

size_t Renaming::at(std::string_view text, size_t begin) const {
  for (size_t i = 0; i < names_.size(); ++i) {
    auto& name = names_[i].first;
    if (!text.substr(begin).starts_with(name)) continue;
    if (is_edge(text, begin) && is_edge(text, begin + name.size())) return i;
  }
  return std::string::npos;
}

size_t Renaming::apply(std::string& text) const {
  if (text.find(core_) == std::string::npos) return 0;
  std::string out;
  size_t count = 0;
  for (size_t i = 0; i < text.size();) {
    auto name = at(text, i);
    if (name == std::string::npos) {
      out += text[i++];
      continue;
    }
    out += names_[name].second;
    i += names_[name].first.size();
    ++count;
  }
  if (count > 0) text = std::move(out);
  return count;
}

bool Renaming::finds(std::string_view text) const {
  if (text.find(core_) == std::string_view::npos) return false;
  for (size_t i = 0; i < text.size(); ++i)
    if (at(text, i) != std::string::npos) return true;
  return false;
}

bool Renaming::leaves_core(std::string_view text) const {
  for (size_t i = text.find(core_); i != std::string_view::npos; i = text.find(core_, i + core_.size())) {
    bool inside = false;
    for (auto& [name, with] : names_) {
      auto offset = name.find(core_);
      if (offset == std::string::npos || i < offset) continue;
      auto found = at(text, i - offset);
      inside = inside || (found != std::string::npos && names_[found].first == name);
    }
    if (!inside) return true;
  }
  return false;
}

}  // namespace schema::fleet
