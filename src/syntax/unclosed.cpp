#include <fmt/format.h>

#include <algorithm>

#include "syntax/errors.hpp"

/// Comments, heredocs, interpolations and blocks that run to the end of the file, and braces that close nothing.
namespace schema::syntax {
namespace {

Node last_child(Node node, bool skip_unclosed) {
  auto children = node.children();
  for (size_t i = children.size(); i > 0; --i) {
    Node child = children[i - 1].node;
    if (child.kind() != Kind::comment_ && !(skip_unclosed && child.kind() == Kind::unclosed_)) return child;
  }
  return {};
}

bool is_unclosed(Node node) { return last_child(node, false).kind() == Kind::unclosed_; }

}  // namespace

uint32_t Problems::indent_at(uint32_t offset) const {
  auto start = text_.substr(0, offset).rfind('\n') + 1;
  auto line = text_.substr(start, offset - start);
  return static_cast<uint32_t>(std::min(line.find_first_not_of(" \t"), line.size()));
}

bool Problems::broken_after(uint32_t begin) const {
  return std::any_of(found_.all().begin(), found_.all().end(), [&](const Diagnostic& problem) {
    return is_structural(problem.code) && problem.where.begin >= begin;
  });
}

void Problems::find_open_comment(Node root) {
  auto size = static_cast<uint32_t>(text_.size());
  if (size == 0) return;
  Node last = root;
  while (!last.children().empty() && last.children().back().node.end() == size) last = last.children().back().node;
  if (last.kind() != Kind::comment_ || !text(last).starts_with("/*")) return;
  if (last.end() - last.begin() >= 4 && text(last).ends_with("*/")) return;
  found_.error("unterminated-comment", range(last.begin(), last.begin() + 2), "this comment is never closed",
               "expected `*/`");
}

void Problems::find_stray_braces(Node root) {
  for (Child child : root.children()) {
    if (child.node.kind() != Kind::stray_) continue;
    bool follows = std::any_of(found_.all().begin(), found_.all().end(), [&](const Diagnostic& problem) {
      return is_structural(problem.code) && problem.where.begin <= range(child.node).begin;
    });
    if (!follows) found_.error("syntax", range(child.node), "this `}` closes nothing", "no block is open here");
  }
}

/// Whatever is open at the end of the file stands on the right edge of the tree.
void Problems::find_unclosed(Node root) {
  std::vector<Node> blocks;
  Node innermost_text;
  Node block;
  for (Node node = root; node; node = last_child(node, true)) {
    if (node.kind() == Kind::block_) block = node;
    if (!is_unclosed(node)) continue;
    if (node.kind() == Kind::block_body_ && block) blocks.push_back(block);
    if (node.kind() == Kind::heredoc_ || node.kind() == Kind::interpolation_) innermost_text = node;
  }
  bool explained =
      innermost_text && innermost_text.kind() == Kind::interpolation_ && broken_after(range(innermost_text).begin);
  if (innermost_text && !explained) report_open_text(innermost_text);
  if (!blocks.empty() && !broken_after(range(blocks.front()).begin)) report_open_blocks(blocks);
}

void Problems::report_open_text(Node node) {
  auto end = static_cast<uint32_t>(text_.size());
  auto children = node.children();
  if (node.kind() == Kind::interpolation_) {
    found_.error("unterminated-interpolation", range(node.begin(), node.begin() + 2), "this `${` is never closed",
                 "expected `}`; `${` as plain text is written `$${`");
    return;
  }
  Node tag = find(children, Field::tag_);
  found_
      .error("unterminated-heredoc", range(node.begin(), tag.end()),
             fmt::format("the heredoc `{}` is never closed", text_.substr(node.begin(), tag.end() - node.begin())),
             fmt::format("expected a line with nothing but `{}`", text(tag)))
      .related.push_back({range(end, end), "the file ends here"});
}

/// Closed blocks whose brace stands further left than the block begins: it was meant for an outer block.
std::vector<Node> Problems::badly_indented(Node block) const {
  std::vector<Node> result;
  std::vector<Node> todo{block};
  while (!todo.empty()) {
    Node node = todo.back();
    todo.pop_back();
    auto children = node.children();
    Node body = find(children, Field::body_);
    if (body && !is_unclosed(body) && indent_at(body.end() - 1) < indent_at(node.begin())) result.push_back(node);
    auto inner = body ? body.children() : children;
    for (size_t i = inner.size(); i > 0; --i) {
      if (inner[i - 1].node.kind() == Kind::block_) todo.push_back(inner[i - 1].node);
    }
  }
  return result;
}

void Problems::report_open_blocks(const std::vector<Node>& blocks) {
  auto end = static_cast<uint32_t>(text_.size());
  auto culprits = badly_indented(blocks.front());
  for (Node block : blocks) culprits.push_back(block);
  constexpr size_t most = 8;
  for (size_t i = 0; i < std::min({culprits.size(), blocks.size(), most}); i++) {
    Node block = culprits[i];
    auto children = block.children();
    auto name = text_.substr(block.begin(), find(children, Field::body_).begin() - block.begin());
    name = name.substr(0, name.find_last_not_of(" \t\r\n") + 1);
    auto header = range(block.begin(), block.begin() + static_cast<uint32_t>(name.size()));
    found_.error("unclosed-block", header, fmt::format("`{}` is never closed", name), "expected `}`")
        .related.push_back({range(end, end), "the file ends here"});
  }
}

}  // namespace schema::syntax
