#include "lang/module_scope.hpp"

#include <fmt/format.h>

#include "lang/blocks.hpp"
#include "lang/variables.hpp"

namespace schema::lang {

ModuleScope::ModuleScope(Run& run, Place place, std::map<std::string, Value> inputs)
    : run_(run), place_(std::move(place)), inputs_(std::move(inputs)) {}

void ModuleScope::add(const syntax::Body& file) {
  for (auto& attribute : file.attributes) {
    run_.in.fail("stray-attribute", attribute.name_range,
                 fmt::format("attribute \"{}\" stands outside of any block", attribute.name),
                 "values with a name of their own go into locals { ... }");
  }
  for (auto& block : file.blocks) add_block(block);
}

void ModuleScope::add_block(const syntax::Block& block) {
  auto& type = block.type;
  if (type == "locals") return add_locals(block);
  if (type == "import") return add_import(block);
  if (type == "data" && block.labels.size() == 2) {
    if (!has_plain_labels(run_.in, block)) return;
    auto name = fmt::format("{}.{}", block.labels[0].text, block.labels[1].text);
    return declare(data_, "data source", name, block.header, {&block});
  }
  Entries* entries = type == "variable" ? &variables_
                     : type == "mixin"  ? &mixins_
                     : type == "module" ? &modules_
                     : type == "output" ? &outputs_
                                        : nullptr;
  if (entries && !(has_one_label(block) && has_plain_labels(run_.in, block))) return;
  if (entries) declare(*entries, type, block.labels[0].text, block.header, {&block});
  if (!entries || type == "module") resources_.push_back(&block);
}

bool ModuleScope::has_one_label(const syntax::Block& block) {
  if (block.labels.size() == 1) return true;
  run_.in.fail("bad-label", block.header,
               fmt::format("a {} block has one label, its name; here are {}", block.type, block.labels.size()),
               fmt::format("expected: {} \"name\" {{ ... }}", block.type));
  return false;
}

void ModuleScope::declare(Entries& entries, std::string_view what, const std::string& name, Range where, Entry entry) {
  auto [added, is_new] = entries.try_emplace(name, std::move(entry));
  if (is_new) return;
  auto& first = added->second;
  auto& d = run_.in.diagnostics().error("duplicate", where, fmt::format("there is another {} \"{}\"", what, name));
  d.related.push_back({first.attribute ? first.attribute->name_range : first.block->header, "the first one"});
}

void ModuleScope::add_locals(const syntax::Block& block) {
  for (auto& attribute : block.body.attributes)
    declare(locals_, "local", attribute.name, attribute.name_range, {&block, &attribute});
  for (auto& inner : block.body.blocks)
    run_.in.fail("unknown-block", inner.header, "locals hold only attributes: name = value");
}

Result ModuleScope::unknown(const Entries& entries, std::string_view what, std::string_view name, Range where) {
  std::vector<std::string_view> names;
  if (!run_.in.many_mistakes())
    for (auto& entry : entries) names.push_back(entry.first);
  auto help = did_you_mean(name, names);
  if (help.empty() && entries.empty() && what == "variable")
    help = fmt::format("declare it: variable \"{}\" {{ type = string }}", name);
  return run_.in.fail("unknown-name", where, fmt::format("there is no {} \"{}\"", what, name), help);
}

Result ModuleScope::variable(std::string_view name, Range where) {
  auto found = variables_.find(name);
  if (found == variables_.end()) return unknown(variables_, "variable", name, where);
  auto& key = found->first;
  auto& entry = found->second;
  return run_.demand.get(entry.lazy, "var." + key, where, [&] {
    auto given = inputs_.find(key);
    auto owner = place_.parent ? fmt::format("module \"{}\"", place_.name) : std::string();
    return evaluate_variable(run_.in, *entry.block,
                             {given == inputs_.end() ? nullptr : &given->second, place_.where, owner, owner}, scope());
  });
}

Result ModuleScope::local(std::string_view name, Range where) {
  auto found = locals_.find(name);
  if (found == locals_.end()) return unknown(locals_, "local", name, where);
  auto& entry = found->second;
  return run_.demand.get(entry.lazy, "local." + found->first, where, [&]() -> Result {
    if (!entry.attribute->value) return {};
    return run_.in.eval(*entry.attribute->value, scope());
  });
}

Result ModuleScope::module(std::string_view name, Range where) {
  auto found = modules_.find(name);
  if (found == modules_.end()) return unknown(modules_, "module", name, where);
  auto& entry = found->second;
  return run_.demand.get(entry.lazy, "module." + found->first, where, [&] { return compute_module(entry); });
}

Result ModuleScope::data(std::string_view type, std::string_view name, Range where) {
  auto full = fmt::format("{}.{}", type, name);
  auto found = data_.find(full);
  if (found == data_.end()) return unknown(data_, "data source", full, where);
  auto& entry = found->second;
  return run_.demand.get(entry.lazy, "data." + full, where, [&] { return compute_data(*entry.block); });
}

const syntax::Block* ModuleScope::mixin(const std::string& name, Range where) {
  auto found = mixins_.find(name);
  if (found != mixins_.end()) return found->second.block;
  auto& known = run_.in.options().standard_library_names;
  bool standard = std::find(known.begin(), known.end(), "std/" + name) != known.end();
  if (standard)
    run_.in.fail("unknown-name", where, fmt::format("there is no mixin \"{}\"", name),
                 fmt::format("the standard library has it: import \"std/{}\"", name));
  else
    unknown(mixins_, "mixin", name, where);
  return nullptr;
}

void ModuleScope::check_input(const std::string& name, Range where) {
  if (variables_.contains(name)) return;
  std::vector<std::string_view> names;
  for (auto& entry : variables_) names.push_back(entry.first);
  auto help = did_you_mean(name, names);
  if (help.empty() && names.empty()) help = "no variable is declared";
  if (help.empty()) help = fmt::format("variables: {}", fmt::join(names, ", "));
  run_.in.fail("unknown-variable", where,
               place_.parent ? fmt::format("module \"{}\" has no variable \"{}\"", place_.name, name)
               : where       ? fmt::format("the files have no variable \"{}\"", name)
                             : fmt::format("--var {}: there is no such variable", name),
               help);
}

std::vector<Block> ModuleScope::resources(const Wanted& wanted) {
  std::vector<Block> out;
  out.reserve(resources_.size());
  Blocks blocks(*this);
  for (auto block : resources_) {
    if (wanted && !wanted(*block)) continue;
    if (block->type != "module") {
      blocks.expand(*block, scope(), place_.instance, out);
      continue;
    }
    auto& name = block->labels[0].text;
    auto& entry = modules_.find(name)->second;
    if (entry.block != block || !module(name, block->header)) continue;
    for (auto& child : entry.children) {
      auto inner = child->resources({});
      std::move(inner.begin(), inner.end(), std::back_inserter(out));
    }
  }
  auto beside = blocks.take_beside();
  std::move(beside.begin(), beside.end(), std::back_inserter(out));
  return out;
}

void ModuleScope::check_rest() {
  for (auto& [name, entry] : variables_) variable(name, entry.block->header);
  for (auto& [name, entry] : locals_) local(name, entry.attribute->name_range);
  for (auto& [name, entry] : modules_)
    for (auto& child : entry.children) child->check_rest();
}

std::map<std::string, Value> ModuleScope::outputs() {
  std::map<std::string, Value> out;
  for (auto& [name, entry] : outputs_) {
    check_attributes(run_.in, entry.block->body, "output", {"value", "description", "sensitive"});
    auto value = find_attribute(entry.block->body, "value");
    auto sensitive = find_attribute(entry.block->body, "sensitive");
    if (!value || !value->value) {
      run_.in.fail("missing-attribute", entry.block->header, fmt::format("output \"{}\" has no value", name));
      continue;
    }
    auto result = run_.in.eval(*value->value, scope());
    auto mark = sensitive && sensitive->value ? run_.in.eval(*sensitive->value, scope()) : Result(Value(false));
    if (!result || !mark) continue;
    auto truth = to_bool(*mark);
    if (truth && !truth->is_null() && *truth->as_bool()) {
      run_.in.secrets = true;
      result = as_sensitive(std::move(*result), run_.in.budget());
    }
    out.emplace(name, std::move(*result));
  }
  return out;
}

}  // namespace schema::lang
