#include <fmt/format.h>

#include <algorithm>

#include "lang/blocks.hpp"
#include "lang/nodes.hpp"
#include "lang/variables.hpp"

namespace schema::lang {

namespace {

bool names_mixin(const Value& v) {
  auto symbol = v.as_symbol();
  return symbol && symbol->path.size() == 2 && symbol->path[0] == "mixin";
}

bool same_block(const Block& a, const Block& b) { return a.type == b.type && a.labels == b.labels; }

/// The same block of the same file, which came in twice.
bool same_origin(const Block& a, const Block& b) {
  return a.where.file == b.where.file && a.where.begin == b.where.begin && a.instance == b.instance && same_block(a, b);
}

/// What `self` is within a mixin: the including block's type, labels, name and attributes.
Value self_of(const Block& block) {
  Object self;
  List labels;
  for (auto& label : block.labels) labels.push_back(make_text(label));
  self["type"] = make_text(block.type);
  if (!labels.empty()) self["name"] = labels.back();
  self["labels"] = make_list(std::move(labels));
  for (auto& attribute : block.attributes) self.insert_or_assign(attribute.name, attribute.value);
  return make_object(std::move(self));
}

}  // namespace

/// Whether the value of an `include` attribute names mixins. Elsewhere (indexes, environments) `include` is an ordinary
/// name.
bool Blocks::is_include(const Value& v, std::vector<Included>& out) {
  List single{v};
  auto list = v.as_list() ? v.as_list() : &single;
  if (std::none_of(list->begin(), list->end(), names_mixin)) return false;
  for (auto& item : *list) {
    auto where = item.where ? item.where : v.where;
    if (!names_mixin(item)) {
      in_.fail("wrong-type", where, fmt::format("only mixins can stand here, not {}", describe(item)));
      continue;
    }
    if (auto mixin = module_.mixin(item.as_symbol()->path[1], where)) out.push_back({mixin, {}, where});
  }
  return true;
}

/// `include "name" { parameter = value }`: a mixin with values for its variables.
void Blocks::add_parameters(const syntax::Block& include, const Scope& scope, std::vector<Included>& out) {
  auto mixin = module_.mixin(include.labels[0].text, include.labels[0].where);
  if (!mixin) return;
  Included one{mixin, {}, include.header};
  for (auto& attribute : include.body.attributes) {
    auto takes = [&](const syntax::Block& b) {
      return b.type == "variable" && b.labels.size() == 1 && b.labels[0].text == attribute.name;
    };
    auto& blocks = mixin->body.blocks;
    if (std::none_of(blocks.begin(), blocks.end(), takes)) {
      in_.fail("unknown-attribute", attribute.name_range,
               fmt::format("mixin \"{}\" has no variable \"{}\"", include.labels[0].text, attribute.name));
      continue;
    }
    auto value = attribute.value ? in_.eval(*attribute.value, scope) : Result();
    if (value) one.parameters.insert_or_assign(attribute.name, std::move(*value));
  }
  out.push_back(std::move(one));
}

/// Fills `out`, which comes with the including block's type, labels and attributes, with the mixin's content.
void Blocks::include(const Included& included, const Scope& scope, Block& out) {
  if (std::find(including_.begin(), including_.end(), included.mixin) != including_.end()) {
    in_.fail("cycle", included.where, fmt::format("mixin \"{}\" includes itself", included.mixin->labels[0].text));
    return;
  }
  if (!in_.take_items(1, included.where)) return;
  auto self = self_of(out);
  out.attributes.clear();
  auto with_self = scope.with("self", self);
  Object variables;
  auto owner = fmt::format("mixin \"{}\"", included.mixin->labels[0].text);
  for (auto& block : included.mixin->body.blocks) {
    if (block.type != "variable" || block.labels.size() != 1) continue;
    auto given = included.parameters.find(block.labels[0].text);
    Given what{given == included.parameters.end() ? nullptr : &given->second, included.where, owner};
    auto value = evaluate_variable(in_, block, what, with_self);
    if (!value) return;
    variables.emplace(block.labels[0].text, std::move(*value));
  }
  auto var = make_object(std::move(variables));
  including_.push_back(included.mixin);
  fill(included.mixin->body, with_self.with("var", var, true), out);
  including_.pop_back();
}

/// Takes in what the block does not have itself, and what another mixin did not bring already.
void Blocks::merge(Block from, size_t own_blocks, Block& out) {
  for (auto& attribute : from.attributes) {
    auto has = [&](const Attribute& a) { return a.name == attribute.name; };
    if (std::none_of(out.attributes.begin(), out.attributes.end(), has)) out.attributes.push_back(std::move(attribute));
  }
  for (auto& block : from.blocks) {
    auto own_end = out.blocks.begin() + static_cast<long>(own_blocks);
    bool own = std::any_of(out.blocks.begin(), own_end, [&](auto& b) { return same_block(b, block); });
    bool twice = std::any_of(own_end, out.blocks.end(), [&](auto& b) { return same_origin(b, block); });
    if (!own && !twice) out.blocks.push_back(std::move(block));
  }
}

}  // namespace schema::lang
