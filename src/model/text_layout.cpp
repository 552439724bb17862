#include "model/text_layout.hpp"

#include <algorithm>
#include <string_view>

namespace schema {

namespace {

constexpr size_t kWidth = 120;

size_t width(std::string_view text) {
  return std::count_if(text.begin(), text.end(), [](unsigned char c) { return (c & 0xC0) != 0x80; });
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  for (size_t at = 0;;) {
    auto end = text.find('\n', at);
    lines.push_back(text.substr(at, end == std::string_view::npos ? end : end - at));
    if (end == std::string_view::npos) return lines;
    at = end + 1;
  }
}

bool is_blank(std::string_view line) { return line.find_first_not_of(" \t") == std::string_view::npos; }

std::string escaped(std::string_view line) {
  std::string out;
  for (size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '$' && i + 1 < line.size() && line[i + 1] == '{') out += '$';
    out += line[i];
  }
  return out;
}

/// The text's own indentation survives <<- only if one of its lines has none.
bool can_be_indented(std::string_view text) {
  bool flush = false;
  for (auto line : lines_of(text)) {
    if (line.empty()) continue;
    if (is_blank(line) || line[0] == '\t') return false;
    flush = flush || line[0] != ' ';
  }
  return flush;
}

std::string free_tag(std::string_view text, std::string_view tag) {
  std::string free(tag);
  auto taken = [&] {
    for (auto line : lines_of(text)) {
      auto start = line.find_first_not_of(" \t");
      if (start != std::string_view::npos && line.substr(start).starts_with(free)) return true;
    }
    return false;
  };
  while (taken()) free += "_";
  return free;
}

}  // namespace

bool fits_heredoc(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](unsigned char c) { return (c < 0x20 && c != '\n' && c != '\t') || c == 0x7f; });
}

void TextBlock::attribute(std::string name, std::string value) { items_.push_back({std::move(name), std::move(value)}); }

void TextBlock::heredoc(std::string name, std::string_view text, std::string_view tag, bool exact) {
  // chomp takes all line ends away, also those of the text.
  std::string_view before = !exact ? "" : text.ends_with('\n') || text.ends_with('\r') ? "trimsuffix(" : "chomp(";
  std::string_view after = !exact ? "" : before == "chomp(" ? "\n)" : "\n, \"\\n\")";
  auto marker = free_tag(text, tag);
  bool indent = can_be_indented(text);
  Item item{std::move(name), {}, false, true};
  item.value = std::string(before) + (indent ? "<<-" : "<<") + marker;
  for (auto line : lines_of(text)) item.value += "\n" + escaped(line);
  item.value += "\n" + marker + std::string(after);
  items_.push_back(std::move(item));
}

void TextBlock::block(std::string header, TextBlock body) {
  Item item{std::move(header), {}, true};
  item.body.push_back(std::move(body));
  items_.push_back(std::move(item));
}

bool TextBlock::fits_one_line() const {
  return std::all_of(items_.begin(), items_.end(), [](const Item& i) { return !i.is_block && !i.is_heredoc; });
}

std::string TextBlock::one_line() const {
  if (items_.empty()) return "{}";
  std::string out = "{ ";
  for (auto& item : items_) out += (out.size() > 2 ? ", " : "") + item.name + " = " + item.value;
  return out + " }";
}

void TextBlock::print(std::string& out, int level) const {
  for (size_t i = 0; i < items_.size();) {
    auto& item = items_[i];
    if (item.is_heredoc) {
      print_heredoc(out, level, item);
      ++i;
      continue;
    }
    size_t end = i;
    auto alike = [&](const Item& other) {
      if (other.is_block != item.is_block || other.is_heredoc) return false;
      return !item.is_block || other.name.substr(0, other.name.find(' ')) == item.name.substr(0, item.name.find(' '));
    };
    while (end < items_.size() && alike(items_[end])) ++end;
    if (i > 0 && item.is_block) out += '\n';
    if (item.is_block) {
      for (size_t b = i; b < end;) {
        // One-line blocks in a row stand in columns; a longer one is set off by blank lines.
        auto short_form = [&](size_t k) {
          return items_[k].body[0].fits_one_line() && 2 * level + items_[k].name.size() + 1 + width(items_[k].body[0].one_line()) <= kWidth;
        };
        size_t run = b, padding = 0;
        for (; run < end && short_form(run); ++run) padding = std::max(padding, width(items_[run].name));
        if (b > i) out += '\n';
        if (run == b) {
          print_block(out, level, items_[b++], 0);
        } else {
          for (; b < run; ++b) print_block(out, level, items_[b], padding);
        }
      }
      i = end;
    } else {
      print_attributes(out, level, i, end);
      i = end;
    }
  }
}

void TextBlock::print_attributes(std::string& out, int level, size_t begin, size_t end) const {
  size_t padding = 0;
  auto broken = [&](const Item& i) { return i.value.starts_with('[') && 2 * level + i.name.size() + 3 + width(i.value) > kWidth; };
  for (size_t i = begin; i < end; ++i)
    if (!broken(items_[i])) padding = std::max(padding, width(items_[i].name));
  std::string indent(2 * level, ' ');
  for (size_t i = begin; i < end; ++i) {
    auto& item = items_[i];
    out += indent + item.name + std::string(broken(item) ? 0 : padding - width(item.name), ' ') + " = " + item.value + "\n";
  }
}

void TextBlock::print_heredoc(std::string& out, int level, const Item& item) const {
  auto lines = lines_of(item.value);
  bool indented = lines[0].find("<<-") != std::string_view::npos;
  std::string indent(2 * level, ' ');
  bool wrapped = lines[0].find('(') != std::string_view::npos;
  size_t closing = lines.size() - (wrapped ? 2 : 1);
  out += indent + item.name + " = " + std::string(lines[0]) + "\n";
  for (size_t i = 1; i < lines.size(); ++i) {
    bool content = i < closing;
    if (!lines[i].empty() && (indented || i > closing)) out += indent + (content ? "  " : "");
    out += std::string(lines[i]) + "\n";
  }
}

void TextBlock::print_block(std::string& out, int level, const Item& item, size_t padding) const {
  std::string indent(2 * level, ' ');
  auto& body = item.body[0];
  if (padding > 0) {
    out += indent + item.name + std::string(padding - width(item.name), ' ') + " " + body.one_line() + "\n";
    return;
  }
  out += indent + item.name + " {\n";
  body.print(out, level + 1);
  out += indent + "}\n";
}

}  // namespace schema
