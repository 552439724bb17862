#include "syntax/errors.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace schema::syntax {
namespace {

constexpr size_t longest_quote = 40;

char closing(std::string_view opener) {
  return opener == "(" ? ')' : opener == "[" ? ']' : opener == "{" || opener == "${" ? '}' : 0;
}

bool is_value(Node node) {
  switch (node.kind()) {
    case Kind::none:
    case Kind::token:
    case Kind::error:
    case Kind::comment_:
    case Kind::attribute_:
    case Kind::block_:
    case Kind::block_body_:
    case Kind::object_item_:
      return false;
    default:
      return true;
  }
}

/// The last opening bracket among the nodes that has no closing one.
Node open_bracket(Children nodes) {
  std::vector<Node> open;
  for (auto [node, field] : nodes) {
    if (node.kind() != Kind::token || node.missing()) continue;
    if (closing(node.type()) != 0) open.push_back(node);
    bool closes = node.type() == ")" || node.type() == "]" || node.type() == "}";
    if (closes && !open.empty()) open.pop_back();
  }
  return open.empty() ? Node() : open.back();
}

std::string shortened(std::string_view text) {
  text = text.substr(0, text.find('\n'));
  if (text.size() <= longest_quote) return std::string(text);
  size_t size = longest_quote;
  while ((text[size] & 0xC0) == 0x80) size--;
  return std::string(text.substr(0, size)) + "...";
}

}  // namespace

bool is_structural(std::string_view code) {
  return code == "syntax" || code == "missing-body" || code == "missing-value" || code == "unclosed-bracket" ||
         code.starts_with("unterminated-");
}

void Problems::find_errors(Node root) {
  std::vector<Node> todo{root};
  while (!todo.empty()) {
    Node parent = todo.back();
    todo.pop_back();
    std::vector<Node> children;
    for (auto [child, field] : parent.children())
      if (child.kind() != Kind::comment_) children.push_back(child);
    for (size_t i = 0; i < children.size(); i++) {
      Node node = children[i];
      Spot spot{node, parent, i > 0 ? children[i - 1] : Node(), i + 1 < children.size() ? children[i + 1] : Node()};
      if (node.missing()) {
        missing(spot);
      } else if (node.kind() == Kind::error) {
        unreadable(spot);
      }
      if (node.has_error() && !node.missing()) todo.push_back(node);
    }
  }
}

/// What to show of a region: its first token, or the first character if the lexer knew none.
Range Problems::first_token(Node error) const {
  Node node = error;
  for (auto children = node.children(); !children.empty(); children = node.children()) {
    bool whole = is_value(children.front().node);
    node = children.front().node;
    if (whole) break;
  }
  if (node.kind() != Kind::error) return range(node);
  uint32_t end = node.begin() + 1;
  while (end < node.end() && (text_[end] & 0xC0) == 0x80) end++;
  return range(node.begin(), end);
}

bool Problems::report_unclosed_bracket(const Spot& spot) {
  Node bracket = open_bracket(spot.node.children());
  if (!bracket || bracket.type() == "{") return false;
  found_.error("unclosed-bracket", range(bracket), fmt::format("`{}` is never closed", bracket.type()),
               fmt::format("expected `{}`", closing(bracket.type())));
  return true;
}

/// `[1 2]`: the parser drops one of the two values.
bool Problems::report_missing_comma(const Spot& spot) {
  if (spot.parent.kind() != Kind::list_ && spot.parent.kind() != Kind::call_) return false;
  auto dropped = spot.node.children();
  if (dropped.empty() || !is_value(dropped.front().node)) return false;
  Node second = is_value(spot.before) && spot.before.kind() != Kind::identifier_ ? dropped.front().node
                : dropped.size() > 1                                             ? dropped[1].node
                                                                                 : spot.after;
  if (!is_value(second)) return false;
  found_.error("syntax", range(second), fmt::format("expected `,` before `{}`", shortened(text(second))));
  return true;
}

/// `a = 1 +`, and the next line's name was read as the operand.
bool Problems::report_unfinished_line(const Spot& spot) {
  if (spot.before.kind() != Kind::attribute_ || text_[spot.node.begin()] != '=') return false;
  auto name = std::min(text_.find_last_not_of(" \t", spot.node.begin() - 1), text_.size() - 1);
  while (name > 0 && std::string_view(" \t\r\n").find(text_[name - 1]) == std::string_view::npos) name--;
  auto end = text_.substr(0, name).find_last_not_of(" \t\r\n");
  if (end == std::string_view::npos || text_.substr(end, name - end).find('\n') == std::string_view::npos) return false;
  auto begin = text_.substr(0, end).find_last_of(" \t\r\n") + 1;
  Range where = range(static_cast<uint32_t>(begin), static_cast<uint32_t>(end + 1));
  found_.error("syntax", where, fmt::format("expected a value after `{}`", shortened(where.text())));
  return true;
}

/// `{ type = int; null = true }`: what comes before the `;` is part of what cannot be read.
bool Problems::report_semicolon(const Spot& spot) {
  if (text(spot.node).starts_with(')')) return false;
  for (auto [child, field] : spot.node.children()) {
    if (child.kind() != Kind::error || !text(child).starts_with(';')) continue;
    found_.error("syntax", range(child.begin(), child.begin() + 1), "unexpected `;`", habit(";"));
    return true;
  }
  return false;
}

/// `CREATE INDEX i ON t (a)`, which else would be a block whose label goes wrong.
bool Problems::report_sql(const Spot& spot) {
  auto before = text_.substr(0, spot.node.begin());
  auto begin = before.find_first_not_of(" \t", before.rfind('\n') + 1);
  if (begin == std::string_view::npos) return false;
  auto size = std::min(text_.find_first_of(" \t\n", begin), text_.size()) - begin;
  auto next = text_.find_first_not_of(" \t", begin + size);
  auto help = sql_help(text_.substr(begin, size));
  if (help.empty() || next == std::string_view::npos ||
      std::string_view("={\n").find(text_[next]) != std::string_view::npos)
    return false;
  auto where = range(static_cast<uint32_t>(begin), static_cast<uint32_t>(begin + size));
  found_.error("syntax", where, fmt::format("`{}` begins a statement of SQL", where.text()), help);
  return true;
}

void Problems::unreadable(const Spot& spot) {
  if (report_sql(spot) || report_semicolon(spot) || report_unclosed_bracket(spot) || report_missing_comma(spot) ||
      report_unfinished_line(spot))
    return;
  Range token = first_token(spot.node);
  auto help = habit(text_.substr(token.begin - excerpt_.begin, longest_quote));
  bool same_line = spot.before && spot.before.last_row() == spot.node.first_row();
  if (help.empty() && token.text() == ",") help = "expected a value";
  if (help.empty()) help = expectation(spot.parent.kind(), spot.before, same_line);
  found_.error("syntax", token, fmt::format("unexpected `{}`", shortened(token.text())), help);
}

void Problems::missing(const Spot& spot) {
  auto type = spot.node.type();
  Range here = range(spot.node);
  Node bracket = open_bracket(spot.parent.children());
  if (bracket && type.size() == 1 && closing(bracket.type()) == type[0]) {
    found_
        .error("unclosed-bracket", range(bracket), fmt::format("`{}` is never closed", bracket.type()),
               fmt::format("expected `{}`", type))
        .related.push_back({here, fmt::format("expected `{}` here", type)});
    return;
  }
  auto wanted = spot.node.kind() == Kind::token         ? fmt::format("expected `{}`", type)
                : spot.node.kind() == Kind::identifier_ ? "expected a name"
                                                        : "expected a value";
  found_.error("syntax", here, wanted,
               spot.node.kind() == Kind::token ? expectation(spot.parent.kind(), spot.before, true) : "");
}

void Problems::report(Node root, Diagnostics& out) {
  auto by_place = [](const Diagnostic& a, const Diagnostic& b) { return a.where.begin < b.where.begin; };
  auto readers = found_.all().size();
  if (root.kind() == Kind::error) unreadable({root, {}, {}, {}});
  if (root.has_error()) find_errors(root);
  find_open_comment(root);
  find_unclosed(root);
  find_stray_braces(root);
  auto all = found_.all();
  // The reader knows better than the tree's repairs do: its word on a line stands.
  std::stable_sort(all.begin(), all.begin() + readers, by_place);
  std::stable_sort(all.begin() + readers, all.end(), by_place);
  std::set<uint32_t> lines;
  std::erase_if(all, [&](const Diagnostic& problem) {
    return is_structural(problem.code) && !lines.insert(excerpt_.file.position(problem.where.begin).line).second;
  });
  std::stable_sort(all.begin(), all.end(), by_place);
  for (auto& problem : all) out.add(std::move(problem));
}

}  // namespace schema::syntax
