#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "syntax/reader.hpp"

namespace schema::syntax {
namespace {

ExprPtr make(Expr expr) { return std::make_unique<Expr>(std::move(expr)); }

/// The steps that hang on the end of an expression: .name [i] .0 [] .* [*]
bool is_step(Kind kind) {
  switch (kind) {
    case Kind::get_attribute_:
    case Kind::index_:
    case Kind::legacy_index_:
    case Kind::array_type_:
    case Kind::attribute_splat_:
    case Kind::full_splat_:
      return true;
    default:
      return false;
  }
}

/// Whether a splat hands this step on to each element: `.*` takes attributes only, `[*]` indexes as well.
bool goes_to_each(Kind step, bool full) {
  if (step == Kind::get_attribute_ || step == Kind::legacy_index_) return true;
  return full && (step == Kind::index_ || step == Kind::attribute_splat_ || step == Kind::full_splat_);
}

/// Takes off the back of `steps` (the innermost is last) those that a splat hands on to each element.
std::vector<Node> steps_of_each(std::vector<Node>& steps, bool full) {
  auto first_kept =
      std::find_if(steps.rbegin(), steps.rend(), [&](Node step) { return !goes_to_each(step.kind(), full); });
  std::vector<Node> taken(first_kept.base(), steps.end());
  steps.erase(first_kept.base(), steps.end());
  return taken;
}

/// What a step is applied to.
Node chain_object(Node step) {
  auto children = step.children();
  return find(children, step.kind() == Kind::array_type_ ? Field::element_ : Field::object_);
}

}  // namespace

bool Reader::too_deep(Node node, size_t more) {
  if (depth_ + more <= max_depth) return false;
  if (!std::exchange(reported_depth_, true)) {
    problems_.error("too-deep", range(node.begin(), node.begin() + 1), "this is nested too deeply",
                    "at most " + std::to_string(max_depth) + " levels are read");
  }
  return true;
}

ExprPtr Reader::expression(Node node) {
  if (!node || too_deep(node)) return make({node ? range(node) : excerpt_.range(0, 0), NullLit{}});
  ++depth_;
  auto result = make({range(node), read(node)});
  --depth_;
  return result;
}

ExprPtr Reader::part(Children children, Field field) { return expression(find(children, field)); }

ExprNode Reader::read(Node node) {
  if (is_step(node.kind())) return read_chain(node);
  if (node.kind() == Kind::string_) return string(node);
  if (node.kind() == Kind::heredoc_) return heredoc(node);
  if (node.kind() == Kind::bool_) return BoolLit{text(node) == "true"};
  if (node.kind() == Kind::number_) return NumberLit{std::string(text(node))};
  if (node.kind() == Kind::name_) return NameExpr{std::string(text(node))};
  auto children = node.children();
  switch (node.kind()) {
    case Kind::list_:
      return read_list(children);
    case Kind::object_:
      return read_object(children);
    case Kind::call_:
      return read_call(children);
    case Kind::for_list_:
    case Kind::for_object_:
      return read_for(children);
    case Kind::binary_:
      return BinaryExpr{std::string(text(find(children, Field::operator_))), part(children, Field::left_),
                        part(children, Field::right_)};
    case Kind::unary_:
      return UnaryExpr{std::string(text(find(children, Field::operator_))), part(children, Field::operand_)};
    case Kind::conditional_:
      if (!find(children, Field::no_) && !node.has_error()) {
        problems_.error("missing-value", range(node), "this conditional has no second value",
                        "expected `condition ? yes : no`");
      }
      return ConditionalExpr{part(children, Field::condition_), part(children, Field::yes_),
                             part(children, Field::no_)};
    case Kind::parenthesized_:
      return ParenExpr{part(children, Field::inner_)};
    default:
      return NullLit{};
  }
}

ListExpr Reader::read_list(Children children) {
  ListExpr list;
  for (auto [child, field] : children) {
    if (field == Field::item_) list.items.push_back(expression(child));
  }
  return list;
}

CallExpr Reader::read_call(Children children) {
  CallExpr call;
  Node name = find(children, Field::name_);
  call.name = text(name);
  call.name_range = range(name);
  for (auto [child, field] : children) {
    if (field == Field::argument_) call.args.push_back(expression(child));
  }
  call.expand_last = static_cast<bool>(find(children, Field::expand_));
  return call;
}

/// The grammar reads `{ a = 1 b = 2 }` so that only this is reported.
void Reader::check_object_separators(Children children) {
  Node last;
  for (auto [child, field] : children) {
    if (child.kind() == Kind::comment_) continue;
    bool separated = !last || child.first_row() != last.last_row();
    if (child.kind() == Kind::object_item_ && !separated) {
      Node key = child.children().front().node;
      problems_.error("missing-separator", range(key), fmt::format("expected `,` before `{}`", text(key)));
    }
    last = child.kind() == Kind::object_item_ ? child : Node();
  }
}

ExprPtr Reader::object_key(Node node) {
  if (node.kind() != Kind::identifier_) return expression(node);
  TemplatePart part{std::string(text(node)), {range(node), {{0, excerpt_.place(node.begin())}}}, nullptr};
  Template word;
  word.parts.push_back(std::move(part));
  return make({range(node), std::move(word)});
}

ObjectExpr Reader::read_object(Children children) {
  ObjectExpr object;
  check_object_separators(children);
  for (auto [child, field] : children) {
    if (child.kind() != Kind::object_item_) continue;
    auto parts = child.children();
    object.items.push_back({object_key(find(parts, Field::key_)), part(parts, Field::value_)});
  }
  return object;
}

ForExpr Reader::read_for(Children children) {
  ForExpr loop;
  if (Node key = find(children, Field::key_name_)) loop.key_name = text(key);
  if (Node value = find(children, Field::value_name_)) loop.value_name = text(value);
  loop.collection = part(children, Field::collection_);
  if (find(children, Field::key_)) loop.key = part(children, Field::key_);
  loop.value = part(children, Field::value_);
  if (find(children, Field::condition_)) loop.condition = part(children, Field::condition_);
  loop.group = static_cast<bool>(find(children, Field::group_));
  return loop;
}

ExprNode Reader::read_step(ExprPtr object, Node step) {
  auto children = step.children();
  switch (step.kind()) {
    case Kind::get_attribute_: {
      Node name = find(children, Field::name_);
      if (!name && !step.has_error()) {
        problems_.error("missing-name", range(children.back().node), "expected a name after `.`");
      }
      return AttrExpr{std::move(object), std::string(text(name)), range(name)};
    }
    case Kind::index_:
    case Kind::legacy_index_:
      return IndexExpr{std::move(object), part(children, Field::index_)};
    case Kind::array_type_:
      return ArrayTypeExpr{std::move(object)};
    default:
      return SplatExpr{std::move(object), step.kind() == Kind::full_splat_, nullptr};
  }
}

ExprNode Reader::read_chain(Node node) {
  std::vector<Node> steps;
  Node base = node;
  for (; is_step(base.kind()); base = chain_object(base)) steps.push_back(base);
  if (too_deep(base, steps.size() + 1)) return NullLit{};
  size_t count = steps.size();
  depth_ += count;
  ExprPtr value = apply_steps(expression(base), steps);
  depth_ -= count;
  return std::move(value->node);
}

/// Applies the steps from the back of the list; a splat takes those after it that it hands on to each element.
ExprPtr Reader::apply_steps(ExprPtr value, std::vector<Node>& steps) {
  while (!steps.empty()) {
    Node step = steps.back();
    steps.pop_back();
    auto begin = static_cast<uint32_t>(value->where.begin - excerpt_.begin);
    value = make({range(begin, step.end()), read_step(std::move(value), step)});
    auto* splat = std::get_if<SplatExpr>(&value->node);
    if (!splat) continue;
    std::vector<Node> inner = steps_of_each(steps, splat->full);
    if (inner.empty()) continue;
    uint32_t star = chain_object(step).end();
    value->where = range(begin, inner.front().end());
    splat->each = apply_steps(make({range(star, step.end()), NameExpr{"*"}}), inner);
  }
  return value;
}

}  // namespace schema::syntax
