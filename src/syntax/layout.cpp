#include "syntax/layout.hpp"

#include <algorithm>

namespace schema::syntax {
namespace {

bool is_line_comment(Node comment, std::string_view source) {
  return comment.kind() == Kind::comment_ && source.substr(comment.begin(), 2) != "/*";
}

bool is_closing(Node node) {
  return node.kind() == Kind::token && (node.type() == "}" || node.type() == "]" || node.type() == ")");
}

/// Walks the children and hands each comment to the entry that it belongs to.
class Collector {
 public:
  Collector(Children children, std::string_view source) : children_(children), source_(source) {}

  Entries run(size_t first) {
    size_t i = first;
    if (first < children_.size() && children_[first].node.kind() == Kind::token) {
      last_row_ = children_[i++].node.first_row();
      Node next = i < children_.size() ? children_[i].node : Node();
      result_.broken = next && !is_closing(next) && next.first_row() > last_row_;
    }
    for (; i < children_.size() && !is_closing(children_[i].node); i++) add(i);
    return std::move(result_);
  }

 private:
  void add(size_t i) {
    Node node = children_[i].node;
    if (node.kind() == Kind::comment_) {
      add_comment(node, i);
    } else if (node.kind() == Kind::token) {
      if (node.type() == "...") result_.items.back().expanded = true;
    } else {
      add_item(node);
    }
    last_row_ = node.last_row();
  }

  void add_comment(Node node, size_t i) {
    if (is_line_comment(node, source_) || node.first_row() != node.last_row()) result_.commented = true;
    if (next_on_line(i)) {
      before_.push_back(node);
    } else if (node.first_row() != last_row_ || (result_.items.empty() && i == 0)) {
      result_.commented = true;
      add_item(node);
    } else if (result_.items.empty()) {
      result_.header.push_back(node);
    } else {
      result_.items.back().after.push_back(node);
    }
  }

  /// Whether the item that a comment stands before begins on the comment's line.
  bool next_on_line(size_t i) const {
    Node comment = children_[i].node;
    if (is_line_comment(comment, source_)) return false;
    auto row = comment.last_row();
    for (size_t j = i + 1; j < children_.size(); j++) {
      Node next = children_[j].node;
      if (next.first_row() != row || is_closing(next) || is_line_comment(next, source_)) return false;
      if (next.kind() == Kind::token) return false;
      if (next.kind() != Kind::comment_) return true;
      row = next.last_row();
    }
    return false;
  }

  void add_item(Node node) {
    auto first_row = before_.empty() ? node.first_row() : before_.front().first_row();
    Entry entry{node, std::exchange(before_, {}), {}};
    entry.blank_before = !result_.items.empty() && first_row > last_row_ + 1;
    entry.joins = !result_.items.empty() && !result_.items.back().is_comment() && first_row == last_row_ &&
                  node.kind() != Kind::comment_;
    result_.items.push_back(std::move(entry));
  }

  Children children_;
  std::string_view source_;
  Entries result_;
  std::vector<Node> before_;
  uint32_t last_row_ = 0;
};

}  // namespace

Entries collect(Children children, size_t first, std::string_view source) {
  return Collector(children, source).run(first);
}

size_t width(std::string_view text) {
  return static_cast<size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

std::string Layout::file(Node root) {
  auto children = root.children();
  body(collect(children, 0, source_));
  if (!out_.empty()) out_ += '\n';
  return std::move(out_);
}

std::string Layout::comment(Node node) const {
  std::string result;
  for (char c : text(node)) {
    if (c == '\n') {
      while (!result.empty() && std::string_view(" \t\r").find(result.back()) != std::string_view::npos)
        result.pop_back();
    }
    result += c;
  }
  result.erase(result.find_last_not_of(" \t\r") + 1);
  return result;
}

void Layout::write(std::string_view text) {
  if (line_must_end_) new_line(indent_);
  out_ += text;
}

void Layout::new_line(size_t indent) {
  line_must_end_ = false;
  while (out_.ends_with(' ')) out_.pop_back();
  out_ += '\n';
  out_.append(indent, ' ');
}

size_t Layout::column() const {
  auto line = out_.rfind('\n');
  if (line == std::string::npos) return indent_ + width(out_);
  return width(std::string_view(out_).substr(line + 1));
}

}  // namespace schema::syntax
