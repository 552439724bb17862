#include "lang/blocks.hpp"

#include <fmt/format.h>

#include "lang/nodes.hpp"
#include "lang/number.hpp"
#include "lang/variables.hpp"

namespace schema::lang {

namespace {

constexpr size_t kInstanceCost = 20;  ///< of one instance, in elements of the budget

Instance instance_of(Value key, const Value& value) {
  auto shown = display(key);
  auto text = key.as_text() ? key.as_text()->text : shown;
  return {make_object({{"key", std::move(key)}, {"value", value}}), std::move(text), fmt::format("[{}]", shown)};
}

std::string joined(const std::string& outer, const std::string& inner) {
  return outer.empty() ? inner : inner.empty() ? outer : outer + " " + inner;
}

/// A reference that the value is or that stands in its text.
const Symbol* name_in(const Value& v) {
  auto text = v.as_text();
  return text && !text->interpolations.empty() ? &text->interpolations[0].symbol : v.as_symbol();
}

/// How the value would be written that was meant.
std::string meant_collection(const Value& v) {
  if (v.as_number()) return fmt::format("for so many of them: for_each = range({})", display(v));
  if (v.as_bool()) return "for one or none: for_each = condition ? [1] : []";
  return v.as_text() ? fmt::format("for one: for_each = [{}]", display(v)) : "";
}

}  // namespace

std::optional<std::vector<Instance>> instances_of(Interpreter& in, const Value& v, Range where) {
  if (v.is_null()) return in.fail("null-value", where, "for_each cannot be null");
  if (v.sensitive)
    return in.fail("sensitive-value", where, "for_each cannot be sensitive: its keys name the instances");
  auto list = v.as_list();
  auto object = v.as_object();
  if (!list && !object) {
    return in.fail("wrong-type", where, fmt::format("for_each must be a list, set or map, not {}", describe(v)),
                   meant_collection(v));
  }
  if (!in.take_items((list ? list->size() : object->size()) * kInstanceCost, where)) return {};
  std::vector<Instance> out;
  bool is_set = std::holds_alternative<std::shared_ptr<const Set>>(v.data);
  for (size_t i = 0; list && i < list->size(); ++i) {
    auto& item = (*list)[i];
    out.push_back(instance_of(is_set ? item : Value(number_of(static_cast<int64_t>(i)), item.where), item));
  }
  if (object)
    for (auto& [key, value] : *object) out.push_back(instance_of(make_text(key, value.where), value));
  return out;
}

void Blocks::expand(const syntax::Block& block, const Scope& scope, const std::string& instance,
                    std::vector<Block>& out) {
  if (block.type == "dynamic") return expand_dynamic(block, scope, instance, out);
  auto for_each = find_attribute(block.body, "for_each");
  if (!for_each || !for_each->value) {
    return add(block, scope, instance, out);
  }
  auto collection = in_.eval(*for_each->value, scope);
  auto instances = collection ? instances_of(in_, *collection, for_each->value->where) : std::nullopt;
  if (!instances) return;
  for (auto& one : *instances) {
    auto before = out.size();
    add(block, scope.with("each", one.each), joined(instance, one.label), out);
    if (out.size() > before) out.back().key = std::move(one.key);
  }
}

/// Appends the evaluated block; not one whose label is wrong, since nothing sensible could be said about it.
void Blocks::add(const syntax::Block& block, const Scope& scope, const std::string& instance, std::vector<Block>& to) {
  std::vector<std::string> labels;
  for (auto& label : block.labels) {
    auto text = label.value ? computed_label(label, scope) : label.text;
    if (!text) return;
    labels.push_back(std::move(*text));
  }
  to.push_back(evaluate(block, std::move(labels), scope, instance));
}

Block Blocks::evaluate(const syntax::Block& block, std::vector<std::string> labels, const Scope& scope,
                       const std::string& instance) {
  Block out;
  out.type = block.type;
  out.type_range = block.type_range;
  out.labels = std::move(labels);
  for (auto& label : block.labels) out.label_ranges.push_back(label.where);
  out.where = block.where;
  out.header = block.header;
  out.instance = instance;
  fill(block.body, scope, out);
  return out;
}

/// The text of a label with `${...}` in it.
std::optional<std::string> Blocks::computed_label(const syntax::Label& label, const Scope& scope) {
  auto value = in_.eval(*label.value, scope);
  if (!value) return {};
  auto text = to_text(*value);
  if (value->sensitive)
    in_.fail("sensitive-value", label.where, "a label cannot be sensitive: it is printed in every plan");
  else if (auto name = name_in(*value))
    in_.fail("wrong-type", value->as_symbol() ? label.where : value->as_text()->interpolations[0].where,
             fmt::format("a label is made of values, and {} names a resource", name->to_string()),
             "values are var.name, local.name, each.key, each.value, module.name.output");
  else if (!text || text->is_null())
    in_.fail("wrong-type", label.where, fmt::format("a label must be a string, not {}", describe(*value)));
  else
    return text->as_text()->text;
  return {};
}

/// Attributes and blocks as written, then what the mixins add.
void Blocks::fill(const syntax::Body& body, const Scope& scope, Block& out) {
  std::vector<Included> included;
  out.attributes.reserve(body.attributes.size());
  out.blocks.reserve(body.blocks.size());
  for (auto& attribute : body.attributes) {
    if (attribute.name == "for_each") continue;
    add_attribute(attribute, scope, out);
    bool is_mixins = attribute.name == "include" && is_include(out.attributes.back().value, included);
    if (is_mixins) out.attributes.pop_back();
  }
  bool of_mixin = !including_.empty() && &including_.back().mixin->body == &body;
  for (auto& block : body.blocks) {
    if (of_mixin && block.type == "variable") continue;
    if (block.type == "include" && block.labels.size() == 1)
      add_parameters(block, scope, included);
    else if (of_mixin && block.type == "beside" && block.labels.empty())
      add_beside(block, scope, out.instance);
    else
      expand(block, scope, out.instance, out.blocks);
  }
  if (included.empty()) return;
  size_t own_attributes = out.attributes.size(), own_blocks = out.blocks.size();
  for (auto& one : included) {
    Block mixed;
    mixed.type = out.type;
    mixed.labels = out.labels;
    mixed.instance = out.instance;
    mixed.attributes.assign(out.attributes.begin(), out.attributes.begin() + static_cast<long>(own_attributes));
    include(one, scope, mixed);
    merge(std::move(mixed), own_blocks, out);
  }
}

void Blocks::add_attribute(const syntax::Attribute& attribute, const Scope& scope, Block& out) {
  auto& added = out.attributes.emplace_back(Attribute{attribute.name, attribute.name_range, {}, false});
  auto value = attribute.value ? in_.eval(*attribute.value, scope) : Result();
  added.failed = !value;
  if (value) added.value = std::move(*value);
  added.value.where = attribute.value ? attribute.value->where : attribute.where;
}

void Blocks::expand_dynamic(const syntax::Block& block, const Scope& scope, const std::string& instance,
                            std::vector<Block>& out) {
  const syntax::Block* content = nullptr;
  for (auto& inner : block.body.blocks)
    if (inner.type == "content") content = &inner;
  auto for_each = find_attribute(block.body, "for_each");
  check_attributes(in_, block.body, "dynamic block", {"for_each", "iterator", "labels"});
  if (!has_plain_labels(in_, block)) return;
  if (block.labels.size() != 1 || !content || !for_each || !for_each->value) {
    in_.fail("bad-block", block.header, "a dynamic block is not complete",
             "expected: dynamic \"type\" { for_each = ..., content { ... } }");
    return;
  }
  auto collection = in_.eval(*for_each->value, scope);
  auto instances = collection ? instances_of(in_, *collection, for_each->value->where) : std::nullopt;
  if (!instances) return;
  auto iterator = find_attribute(block.body, "iterator");
  auto named = iterator && iterator->value ? std::get_if<syntax::NameExpr>(&iterator->value->node) : nullptr;
  if (iterator && !named) {
    in_.fail("wrong-type", iterator->where, "the iterator of a dynamic block must be a bare name");
    return;
  }
  for (auto& one : *instances) {
    auto inside = scope.with(named ? named->name : block.labels[0].text, one.each, !named);
    auto labels = dynamic_labels(block.body, inside);
    if (!labels) return;
    auto& made = out.emplace_back();
    made.type = block.labels[0].text;
    made.type_range = block.labels[0].where;
    made.label_ranges.assign(labels->size(), block.header);
    made.labels = std::move(*labels);
    made.where = block.where;
    made.header = block.header;
    made.instance = joined(instance, one.label);
    fill(content->body, inside, made);
  }
}

std::optional<std::vector<std::string>> Blocks::dynamic_labels(const syntax::Body& body, const Scope& scope) {
  auto attribute = find_attribute(body, "labels");
  if (!attribute || !attribute->value) return std::vector<std::string>();
  auto value = in_.eval(*attribute->value, scope);
  if (!value) return {};
  std::vector<std::string> out;
  auto where = attribute->value->where;
  if (!value->as_list())
    return in_.fail("wrong-type", where, fmt::format("labels must be a list, not {}", describe(*value)));
  for (auto& item : *value->as_list()) {
    auto text = to_text(item);
    if (!text || item.is_null())
      return in_.fail("wrong-type", where, fmt::format("a label must be a string, not {}", describe(item)));
    out.push_back(text->as_text()->text);
  }
  return out;
}

}  // namespace schema::lang
