#include <algorithm>

#include "syntax/layout.hpp"

namespace schema::syntax {
namespace {

bool is_assignment(Node node) { return node.kind() == Kind::attribute_ || node.kind() == Kind::object_item_; }

bool is_sign(Node node) { return node.kind() == Kind::token && (node.type() == "=" || node.type() == ":"); }

bool has_comment(Node node) {
  auto children = node.children();
  return std::ranges::any_of(children, [](Child c) { return c.node.kind() == Kind::comment_; });
}

bool starts_body(const Child& child) { return child.field == Field::body_; }

}  // namespace

/// What stands before the `=` of an assignment, or before the `{` of a block.
std::string Layout::head(Node node) const {
  std::string result;
  for (Child child : node.children()) {
    if (is_sign(child.node) || starts_body(child)) break;
    if (!result.empty()) result += ' ';
    result += child.node.kind() == Kind::comment_ ? comment(child.node) : std::string(text(child.node));
  }
  return result;
}

bool Layout::is_one_line(Node block) const {
  auto children = block.children();
  if (!find(children, Field::body_)) return true;
  const Flat& line = flat(block);
  return line && indent_ + width(*line) <= max_width;
}

Layout::Flat Layout::flat_block(Node node) const {
  auto children = node.children();
  Node body = find(children, Field::body_);
  auto result = head(node);
  if (!body) return result;
  if (result.find('\n') != std::string::npos) return std::nullopt;
  auto parts = body.children();
  auto entries = collect(parts, 0, source_);
  auto inside = flat_entries(entries);
  // One line is kept, never made, except of nothing.
  if (!inside || (body.first_row() != body.last_row() && !entries.items.empty())) return std::nullopt;
  return result + (inside->empty() ? " {}" : " { " + *inside + " }");
}

/// The entries line by line. Several on one line stay together if they fit there.
std::vector<std::vector<Entry>> Layout::rows(const Entries& entries, bool split) const {
  std::vector<std::vector<Entry>> result;
  for (const Entry& entry : entries.items) {
    if (!split && entry.joins && !result.empty()) {
      result.back().push_back(entry);
    } else {
      result.push_back({entry});
    }
  }
  std::vector<std::vector<Entry>> fitting;
  for (auto& row : result) {
    size_t total = indent_;
    for (const Entry& entry : row) {
      const Flat& line = flat(entry.node);
      total += line ? width(*line) + 2 : max_width;
    }
    if (row.size() == 1 || total <= max_width + 2) {
      fitting.push_back(std::move(row));
    } else {
      for (Entry& entry : row) fitting.push_back({std::move(entry)});
    }
  }
  return fitting;
}

/// Neighbouring assignments are aligned, and neighbouring one-line blocks with labels.
Layout::Run Layout::run_of(const Entry& entry) const {
  if (!entry.before.empty() || has_comment(entry.node)) return Run::none;
  if (is_assignment(entry.node)) return Run::assignment;
  auto children = entry.node.children();
  bool labelled = find(children, Field::label_) && find(children, Field::body_);
  return labelled && is_one_line(entry.node) ? Run::block : Run::none;
}

void Layout::assigned(Node node) {
  if (has_comment(node)) return flow(node, node.children());
  write(head(node));
  write(" = ");
  expression(node.children().back().node);
}

void Layout::block(Node node) {
  auto children = node.children();
  Node body_node = find(children, Field::body_);
  auto name = head(node);
  if (is_one_line(node)) return write(flat(node).value_or(name));
  write(name + " {");
  auto parts = body_node.children();
  auto entries = collect(parts, 0, source_);
  for (Node header : entries.header) write(" " + comment(header));
  if (!entries.items.empty()) {
    indent_ += indent_step;
    new_line(indent_);
    bool was_one_line = body_node.first_row() == body_node.last_row();
    if (was_one_line) {
      for (Entry& entry : entries.items) entry.joins = false;
    }
    out_ += captured([&] { body(entries); });
    indent_ -= indent_step;
  }
  new_line(indent_);
  write("}");
}

std::string Layout::item(const Entry& entry) {
  return captured([&] {
    for (Node before : entry.before) write(comment(before) + " ");
    if (entry.is_comment()) {
      write(comment(entry.node));
    } else if (entry.node.kind() == Kind::block_) {
      block(entry.node);
    } else {
      assigned(entry.node);
    }
  });
}

void Layout::body(const Entries& entries) {
  bool object = std::any_of(entries.items.begin(), entries.items.end(),
                            [](const Entry& entry) { return entry.node.kind() == Kind::object_item_; });
  std::vector<Line> lines;
  for (const auto& row : rows(entries, object)) lines.push_back(line(row));
  append(std::move(lines));
}

Layout::Line Layout::line(const std::vector<Entry>& row) {
  Line result{{}, {}, row.front().blank_before};
  for (const Entry& entry : row) {
    if (!result.text.empty()) result.text += ", ";
    result.text += item(entry);
    if (&entry != &row.back()) {
      result.text += flat_comments(entry.after, false).value_or("");
      continue;
    }
    for (Node after : entry.after) result.comment += (result.comment.empty() ? "" : " ") + comment(after);
  }
  if (row.size() > 1) return result;
  result.run = run_of(row.front());
  if (result.run != Run::none) result.head = head(row.front().node).size();
  return result;
}

/// Puts finished lines together.
void Layout::append(std::vector<Line> lines) {
  align_heads(lines);
  align_comments(lines);
  for (const Line& line : lines) {
    if (&line != &lines.front()) {
      out_ += line.blank_before ? "\n\n" : "\n";
      out_.append(indent_, ' ');
    }
    out_ += line.text;
  }
}

}  // namespace schema::syntax
