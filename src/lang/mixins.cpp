#include <fmt/format.h>
#include <fmt/ranges.h>

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

bool same_content(const Block& a, const Block& b, Budget& budget) {
  if (a.where.file != b.where.file || a.where.begin != b.where.begin || !same_block(a, b)) return false;
  auto same_attribute = [&](const Attribute& x, const Attribute& y) {
    return x.name == y.name && equals(x.value, y.value, budget);
  };
  auto same = [&](const Block& x, const Block& y) { return same_content(x, y, budget); };
  return std::equal(a.attributes.begin(), a.attributes.end(), b.attributes.begin(), b.attributes.end(),
                    same_attribute) &&
         std::equal(a.blocks.begin(), a.blocks.end(), b.blocks.begin(), b.blocks.end(), same);
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
  if (!has_plain_labels(in_, include)) return;
  auto mixin = module_.mixin(include.labels[0].text, include.labels[0].where);
  if (!mixin) return;
  Included one{mixin, {}, include.header};
  for (auto& attribute : include.body.attributes) {
    auto takes = [&](const syntax::Block& b) {
      return b.type == "variable" && b.labels.size() == 1 && b.labels[0].text == attribute.name;
    };
    auto& blocks = mixin->body.blocks;
    if (std::none_of(blocks.begin(), blocks.end(), takes)) {
      std::vector<std::string_view> names;
      for (auto& b : blocks)
        if (b.type == "variable" && b.labels.size() == 1) names.push_back(b.labels[0].text);
      auto help = did_you_mean(attribute.name, names);
      if (help.empty()) help = names.empty() ? "it has none" : fmt::format("it has: {}", fmt::join(names, ", "));
      in_.fail("unknown-attribute", attribute.name_range,
               fmt::format("mixin \"{}\" has no variable \"{}\"", include.labels[0].text, attribute.name), help);
      continue;
    }
    auto value = attribute.value ? in_.eval(*attribute.value, scope) : Result();
    if (value) one.parameters.insert_or_assign(attribute.name, std::move(*value));
  }
  out.push_back(std::move(one));
}

/// `beside { ... }` in a mixin: resources that stand for themselves, such as the function of a trigger. Two tables that
/// need the same one share it.
void Blocks::add_beside(const syntax::Block& block, const Scope& scope, const std::string& instance) {
  for (auto& attribute : block.body.attributes)
    in_.fail("stray-attribute", attribute.name_range,
             fmt::format("attribute \"{}\" stands outside of any resource", attribute.name),
             "beside holds only blocks: beside { function \"f\" { ... } }");
  std::vector<Block> made;
  for (auto& inner : block.body.blocks) expand(inner, scope, instance, made);
  for (auto& one : made) {
    auto same = [&](const Block& b) { return same_content(b, one, in_.budget()); };
    if (std::none_of(beside_.begin(), beside_.end(), same)) beside_.push_back(std::move(one));
  }
}

/// `round` is what includes what, from the mixin that is included again at `where`.
void Blocks::report_cycle(std::span<const Including> round, Range where) {
  auto name = [](const Including& i) { return "mixin." + i.mixin->labels[0].text; };
  std::string path;
  for (auto& step : round) path += name(step) + " -> ";
  auto& d = in_.diagnostics().error("cycle", where, fmt::format("{0} includes itself: {1}{0}", name(round[0]), path));
  for (size_t i = 1; i < round.size(); ++i)
    d.related.push_back({round[i].where, fmt::format("{} includes {}", name(round[i - 1]), name(round[i]))});
}

/// Fills `out`, which comes with the including block's type, labels and attributes, with the mixin's content.
void Blocks::include(const Included& included, const Scope& scope, Block& out) {
  auto first = std::find_if(including_.begin(), including_.end(), [&](auto& i) { return i.mixin == included.mixin; });
  if (first != including_.end()) return report_cycle({first, including_.end()}, included.where);
  constexpr size_t kWork = 5'000, kMaxMixins = 100;
  if (including_.size() >= kMaxMixins) {
    in_.fail("too-large", included.where, fmt::format("mixins include each other more than {} deep here", kMaxMixins));
    return;
  }
  if (!in_.take_items(1, included.where) || !in_.take_work(kWork, included.where)) return;
  auto self = self_of(out);
  out.attributes.clear();
  auto with_self = scope.with("self", self);
  Object variables;
  auto owner = fmt::format("mixin \"{}\"", included.mixin->labels[0].text);
  for (auto& block : included.mixin->body.blocks) {
    if (block.type != "variable" || block.labels.size() != 1) continue;
    auto given = included.parameters.find(block.labels[0].text);
    Given what{given == included.parameters.end() ? nullptr : &given->second, included.where, owner,
               fmt::format("include \"{}\"", included.mixin->labels[0].text)};
    auto value = evaluate_variable(in_, block, what, with_self);
    if (!value) return;
    variables.emplace(block.labels[0].text, std::move(*value));
  }
  auto var = make_object(std::move(variables));
  including_.push_back({included.mixin, included.where});
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
