#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <unordered_map>

#include "syntax/errors.hpp"
#include "syntax/reader.hpp"

namespace schema::syntax {
namespace {

bool is_item(Kind kind) { return kind == Kind::attribute_ || kind == Kind::block_ || kind == Kind::stray_body_; }

/// `import "std/audit"` is the one statement that has a label and no body.
bool needs_no_body(const Block& block) { return block.type == "import" && !block.labels.empty(); }

/// What a block without a body may have been meant as.
std::string missing_body_help(const Block& block) {
  auto sql = sql_help(block.type);
  if (!sql.empty()) return sql;
  if (block.labels.empty()) return "expected `=` and a value, or `{` and a body";
  return block.labels.size() == 1 && block.labels[0].where.text().starts_with('"')
             ? fmt::format("expected `{{` and a body; an attribute has a `=`: {} = {}", block.type,
                           block.labels[0].where.text())
             : "expected `{` and a body";
}

}  // namespace

Body Reader::body(Node node) {
  Body result;
  result.where = range(node);
  read_items(node, result);
  check_duplicates(result);
  return result;
}

Body Reader::block_body(Node node) {
  if (too_deep(node)) return {{}, {}, range(node)};
  ++depth_;
  Body result = body(node);
  --depth_;
  return result;
}

void Reader::read_items(Node node, Body& body) {
  auto children = node.children();
  for (auto [child, field] : children) {
    if (child.kind() == Kind::attribute_) add_attribute(child, body);
    if (child.kind() == Kind::block_) add_block(child, body);
    if (child.kind() == Kind::stray_body_) adopt_stray_body(child, body);
    if (child.kind() == Kind::error) read_items(child, body);
  }
  if (node.kind() != Kind::error) check_separators(children);
}

void Reader::add_attribute(Node node, Body& body) {
  auto children = node.children();
  Node name = find(children, Field::name_);
  Node value = find(children, Field::value_);
  Attribute result{std::string(text(name)), range(name), nullptr, range(node)};
  check_assignment(children);
  if (value) {
    result.value = expression(value);
  } else if (!node.has_error() && name.kind() == Kind::identifier_) {
    problems_.error("missing-value", range(node), fmt::format("`{}` has no value", result.name),
                    "expected an expression after `=`");
  }
  // In `a.b = 1` the name is not what was meant.
  bool broken_name = children.size() > 1 && children[1].node.kind() == Kind::error;
  if (!broken_name) body.attributes.push_back(std::move(result));
}

/// Reports what other formats write before a value: a quoted name, a colon.
void Reader::check_assignment(Children children) {
  Node name = children.front().node;
  if (name.kind() == Kind::string_) {
    problems_.error("syntax", range(name), "an attribute's name is not quoted",
                    "expected `name = value` or the start of a block");
    return;
  }
  for (auto [child, field] : children) {
    if (child.kind() == Kind::token && child.type() == ":") {
      problems_.error("syntax", range(child), "expected `=`", "an attribute is written `name = value`");
    }
  }
}

void Reader::add_block(Node node, Body& body) {
  Block result;
  auto children = node.children();
  Node type = find(children, Field::type_);
  Node block = find(children, Field::body_);
  result.type = text(type);
  result.type_range = result.header = range(type);
  result.where = range(node);
  bool open_label = false;
  for (auto [child, field] : children) {
    if (field != Field::label_) continue;
    result.labels.push_back(label(child));
    result.header.end = result.labels.back().where.end;
    open_label = child.kind() == Kind::string_ && child.children().back().node.kind() == Kind::unclosed_;
  }
  if (block) {
    result.body = block_body(block);
  } else if (!needs_no_body(result) && !open_label && !node.has_error()) {
    problems_.error("missing-body", result.header, fmt::format("`{}` is not complete", result.header.text()),
                    missing_body_help(result));
  }
  body.blocks.push_back(std::move(result));
}

Label Reader::label(Node node) {
  if (node.kind() == Kind::identifier_) return {std::string(text(node)), range(node), nullptr};
  Template content = string(node);
  Label result{{}, range(node), nullptr};
  bool computed = false;
  for (const auto& part : content.parts) {
    result.text += part.text;
    computed = computed || part.expr;
  }
  if (computed) result.value = std::make_unique<Expr>(Expr{result.where, std::move(content)});
  return result;
}

/// `{ ... }` that stands where an item should: most likely the body of the block on the line above.
void Reader::adopt_stray_body(Node node, Body& body) {
  Range brace = range(node.begin(), node.begin() + 1);
  Block* owner = body.blocks.empty() ? nullptr : &body.blocks.back();
  bool adopts =
      owner && !owner->body.where && (body.attributes.empty() || body.attributes.back().where.end < owner->where.begin);
  if (!adopts) {
    problems_.error("syntax", brace, "this `{` belongs to no block", "expected a block's type and labels before it");
    block_body(node);
    return;
  }
  problems_.error("syntax", brace, fmt::format("this `{{` must stand on the line of `{}`", owner->header.text()));
  owner->body = block_body(node);
  owner->where.end = owner->body.where.end;
}

void Reader::check_separators(Children children) {
  Node last;           // the item before
  bool comma = false;  // one stands after it
  for (auto [child, field] : children) {
    bool same_line = last && child.first_row() == last.last_row();
    if (child.kind() == Kind::token && child.type() == ",") {
      if (!same_line || comma) {
        problems_.error("syntax", range(child), "unexpected `,`", "a comma stands between two attributes on one line");
      }
      comma = true;
    } else if (child.kind() == Kind::error) {
      last = Node();
    } else if (is_item(child.kind())) {
      if (same_line && !comma && child.kind() != Kind::stray_body_) {
        auto found = range(child);
        found.end = std::min(found.end, range(child.children().front().node).end);
        problems_.error("missing-separator", found, fmt::format("unexpected `{}` on the same line", found.text()),
                        "expected a new line, or a comma inside of a one-line block");
      }
      last = child;
      comma = false;
    }
  }
}

void Reader::check_duplicates(const Body& body) {
  std::unordered_map<std::string_view, const Attribute*> seen;
  for (const auto& attribute : body.attributes) {
    auto [first, fresh] = seen.emplace(attribute.name, &attribute);
    if (fresh || attribute.name.empty()) continue;
    problems_
        .error("duplicate-attribute", attribute.name_range, fmt::format("`{}` is set twice", attribute.name),
               "remove one of the two")
        .related.push_back({first->second->name_range, "it is set here first"});
  }
}

}  // namespace schema::syntax
