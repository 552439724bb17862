#include <algorithm>

#include "syntax/layout.hpp"

namespace schema::syntax {
namespace {

bool is_token(Node node, std::string_view spelling) { return node.kind() == Kind::token && node.type() == spelling; }

bool is_opening(Node node) { return is_token(node, "(") || is_token(node, "[") || is_token(node, "{"); }

bool is_closing(Node node) { return is_token(node, ")") || is_token(node, "]") || is_token(node, "}"); }

bool is_sequence(Kind kind) { return kind == Kind::list_ || kind == Kind::object_ || kind == Kind::call_; }

/// Where the writer of the file may have broken the line on purpose.
bool keeps_line_breaks(Kind kind) {
  return kind == Kind::binary_ || kind == Kind::conditional_ || kind == Kind::parenthesized_ ||
         kind == Kind::for_list_ || kind == Kind::for_object_;
}

/// A word, number or sign: written as it stands, on one line.
bool is_plain(Node node) {
  return node.children().empty() && (node.kind() == Kind::token || node.kind() == Kind::identifier_ ||
                                     node.kind() == Kind::number_);
}

size_t opening_index(Children children) {
  size_t i = 0;
  while (i < children.size() && !is_opening(children[i].node)) ++i;
  return i;
}

/// Whether a space stands between two neighbours.
bool is_spaced(Kind parent, Node left, Node right) {
  if (left.kind() == Kind::comment_ || right.kind() == Kind::comment_) return true;
  switch (parent) {
    case Kind::binary_:
    case Kind::conditional_:
    case Kind::object_item_:
    case Kind::attribute_:
    case Kind::block_:
      return true;
    case Kind::for_list_:
      return !is_token(left, "[") && !is_token(right, "]") && !is_token(right, ",");
    case Kind::for_object_:
      return !is_token(right, ",") && !is_token(right, "...");
    case Kind::legacy_index_:
      return left.kind() == Kind::number_;  // `1.0` would be another number
    default:
      return false;
  }
}

}  // namespace

const Layout::Flat& Layout::flat(Node node) const {
  auto known = flat_.find(node.id());
  return known != flat_.end() ? known->second : flat_.emplace(node.id(), flatten(node)).first->second;
}

Layout::Flat Layout::flatten(Node node) const {
  if (node.kind() == Kind::block_) return flat_block(node);
  if (node.kind() == Kind::heredoc_) return std::nullopt;
  if (node.kind() == Kind::comment_) {
    auto written = comment(node);
    return written.starts_with("/*") && written.find('\n') == std::string::npos ? Flat(written) : std::nullopt;
  }
  auto children = node.children();
  if (children.empty() || node.kind() == Kind::string_) {
    auto written = text(node);
    return written.find('\n') == std::string_view::npos ? Flat(written) : std::nullopt;
  }
  return is_sequence(node.kind()) ? flat_sequence(node, children) : flat_flow(node, children);
}

Layout::Flat Layout::flat_flow(Node node, Children children) const {
  std::string result;
  Node last;
  for (auto [child, field] : children) {
    if (last && keeps_line_breaks(node.kind()) && last.last_row() != child.first_row()) return std::nullopt;
    bool spaced = last && is_spaced(node.kind(), last, child);
    last = child;
    if (spaced) result += ' ';
    if (is_plain(child)) {
      result += node.kind() == Kind::object_item_ && is_token(child, ":") ? "=" : text(child);
      continue;
    }
    const Flat& part = flat(child);
    if (!part) return std::nullopt;
    result += *part;
  }
  return result;
}

Layout::Flat Layout::flat_comments(const std::vector<Node>& comments, bool before) const {
  std::string result;
  for (Node node : comments) {
    const Flat& part = flat(node);
    if (!part) return std::nullopt;
    result += before ? *part + " " : " " + *part;
  }
  return result;
}

Layout::Flat Layout::flat_entries(const Entries& entries) const {
  if (entries.broken || entries.commented || !entries.header.empty()) return std::nullopt;
  std::string result;
  for (const Entry& entry : entries.items) {
    const Flat& part = flat(entry.node);
    auto before = flat_comments(entry.before, true);
    auto after = flat_comments(entry.after, false);
    if (!part || !before || !after) return std::nullopt;
    if (!result.empty()) result += ", ";
    result += *before + *part + (entry.expanded ? "..." : "") + *after;
  }
  return result;
}

Layout::Flat Layout::flat_sequence(Node node, Children children) const {
  size_t opening = opening_index(children);
  auto inside = flat_entries(collect(children, opening, source_));
  if (!inside) return std::nullopt;
  std::string result;
  for (size_t i = 0; i < opening; i++) result += text(children[i].node);
  result += children[opening].node.type();
  bool braces = node.kind() == Kind::object_ && !inside->empty();
  result += braces ? " " + *inside + " " : *inside;
  result += children.back().node.type();
  return result;
}

void Layout::expression(Node node) {
  if (node.kind() == Kind::heredoc_) return heredoc(node);
  auto children = node.children();
  if (children.empty() || node.kind() == Kind::string_) return write(text(node));
  if (is_sequence(node.kind())) return sequence(node, children);
  const Flat& line = flat(node);
  if (line && column() + width(*line) <= max_width) return write(*line);
  flow(node, children);
}

/// Neighbours on one line but for the breaks that stand there already, and those that comments and heredocs need.
void Layout::flow(Node node, Children children) {
  Node last;
  bool inside = false;  // of brackets whose content starts on a new line
  for (auto [child, field] : children) {
    bool breaks = last && (keeps_line_breaks(node.kind()) || last.kind() == Kind::comment_) &&
                  last.last_row() != child.first_row();
    if (breaks && is_opening(last)) {
      inside = true;
      indent_ += indent_step;
    }
    if (inside && is_closing(child)) {
      inside = false;
      indent_ -= indent_step;
      breaks = true;
    }
    if (breaks) {
      new_line(inside || is_closing(child) ? indent_ : indent_ + indent_step);
    } else if (last && is_spaced(node.kind(), last, child)) {
      write(" ");
    }
    child.kind() == Kind::comment_ ? write(comment(child)) : expression(child);
    last = child;
  }
}

void Layout::sequence(Node node, Children children) {
  const Flat& line = flat(node);
  if (line && column() + width(*line) <= max_width) return write(*line);
  size_t opening = opening_index(children);
  auto entries = collect(children, opening, source_);
  for (size_t i = 0; i < opening; i++) write(text(children[i].node));
  write(children[opening].node.type());
  bool hugs = !line && !entries.broken && !entries.commented && entries.header.empty() && node.kind() != Kind::object_;
  if (!hugs) {
    broken_sequence(node, entries);
  } else {
    for (const Entry& entry : entries.items) {
      if (&entry != &entries.items.front()) write(", ");
      write(flat_comments(entry.before, true).value_or(""));
      expression(entry.node);
      if (entry.expanded) write("...");
      write(flat_comments(entry.after, false).value_or(""));
    }
  }
  write(children.back().node.type());
}

void Layout::broken_sequence(Node node, const Entries& entries) {
  for (Node header : entries.header) write(" " + comment(header));
  indent_ += indent_step;
  new_line(indent_);
  if (node.kind() == Kind::object_) {
    out_ += captured([&] { body(entries); });
  } else {
    std::vector<Line> lines;
    for (const Entry& entry : entries.items) {
      Line line{{}, {}, entry.blank_before};
      line.text = captured([&] {
        for (Node before : entry.before) write(comment(before) + " ");
        entry.is_comment() ? write(comment(entry.node)) : expression(entry.node);
        if (entry.expanded) write("...");
        // A comma cannot follow a heredoc's closing tag on its line.
        bool last = &entry == &entries.items.back();
        bool bare = line_must_end_ && last && entry.after.empty();
        if (!entry.is_comment() && !entry.expanded && !bare) write(",");
      });
      for (Node after : entry.after) line.comment += (line.comment.empty() ? "" : " ") + comment(after);
      lines.push_back(std::move(line));
    }
    append(std::move(lines));
  }
  indent_ -= indent_step;
  new_line(indent_);
}

}  // namespace schema::syntax
