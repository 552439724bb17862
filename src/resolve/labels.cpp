#include "resolve/scope.hpp"

namespace schema {

Labels::Labels(const Catalog& catalog) {
  for (auto& r : catalog.all()) {
    if (r->kind->scope == Scope::child) continue;
    auto& label = r->labels.empty() ? r->name : r->labels.back();
    by_label_[{r->kind, label}].push_back(r.get());
    if (label != r->name) by_label_[{r->kind, r->name}].push_back(r.get());
    if (r->kind->objects_owner) {
      schemas_.emplace(label, r.get());
      schemas_.emplace(r->name, r.get());
    }
  }
}

Resource* Labels::schema(std::string_view label) const {
  auto it = schemas_.find(label);
  return it == schemas_.end() ? nullptr : it->second;
}

Resource* Labels::named(const Kind& kind, const std::string& label) const {
  auto it = by_label_.find({&kind, label});
  return it == by_label_.end() ? nullptr : it->second.front();
}

std::vector<std::string_view> Labels::schemas() const {
  std::vector<std::string_view> names;
  for (auto& [name, s] : schemas_) names.push_back(name);
  return names;
}

namespace {

std::string written(const Ref& ref, size_t parts) {
  std::string out;
  for (size_t i = 0; i < parts && i < ref.path.size(); ++i) out += (i ? "." : "") + ref.path[i];
  return out;
}

/// Routines may be named with their argument types: "f(integer)".
std::string_view base_name(const Kind& kind, std::string_view label) {
  return kind.full_name ? label.substr(0, label.find('(')) : label;
}

/// Leaves the one that for_each made for the key that the path has at that place: `table.t["de"]`. What follows it
/// comes in pairs of a kind and a name.
bool take_instance(std::vector<Resource*>& found, const Ref& ref, size_t place) {
  if (place >= ref.path.size() || (ref.path.size() - place) % 2 == 0) return false;
  auto made = std::find_if(found.begin(), found.end(), [&](auto r) { return r->key == ref.path[place]; });
  if (made == found.end() || (*made)->key.empty()) return false;
  found = {*made};
  return true;
}

bool is_called(const Resource& r, std::string_view label) {
  return label.find('(') == std::string_view::npos || !r.kind->full_name || r.kind->full_name(r) == label;
}

}  // namespace

/// The nearest label of this kind.
std::string Labels::help_for(const Kind& kind, std::string_view label) const {
  std::vector<std::string_view> labels;
  for (auto& [key, r] : by_label_)
    if (key.first == &kind) labels.push_back(key.second);
  return labels.empty() ? fmt::format("no {} is declared", kind.keyword) : did_you_mean(label, labels);
}

/// `used` becomes how many parts of the path the resource takes: kind and label, or kind, schema and label.
Resource* Labels::top_level(const Ref& ref, size_t& used, const Resource& from, Diagnostics& out) const {
  auto kind = kind_of_block(ref.path[0], nullptr);
  if (!kind || kind->scope == Scope::child) {
    std::vector<std::string_view> words;
    for (auto k : all_kinds())
      if (k->scope != Scope::child) words.push_back(k->keyword);
    out.error("unknown-reference", ref.where, fmt::format("\"{}\" is no kind of resource", ref.path[0]),
              did_you_mean(ref.path[0], words));
    return nullptr;
  }
  auto candidates = [&](size_t part) {
    std::vector<Resource*> found;
    if (part >= ref.path.size()) return found;
    auto it = by_label_.find({kind, std::string(base_name(*kind, ref.path[part]))});
    if (it == by_label_.end()) return found;
    for (auto r : it->second)
      if (is_called(*r, ref.path[part])) found.push_back(r);
    return found;
  };
  // table.app.users: the qualified form is tried first.
  if (ref.path.size() > 2) {
    auto qualifier = schema(ref.path[1]);
    auto found = candidates(2);
    std::erase_if(found, [&](Resource* r) {
      bool labelled = r->labels.size() == 2 && r->labels[0] == ref.path[1];
      return !labelled && !(qualifier && r->schema == qualifier->name);
    });
    if (take_instance(found, ref, 3)) return used = 4, found[0];
    if (found.size() == 1) return used = 3, found[0];
  }
  auto found = candidates(1);
  if (found.size() > 1) {
    auto own = found;
    std::erase_if(own, [&](Resource* r) { return r->schema != from.schema; });
    if (own.size() == 1) found = own;
  }
  if (take_instance(found, ref, 2)) return used = 3, found[0];
  if (found.size() == 1) return used = 2, found[0];
  if (found.empty()) {
    auto help = many_mistakes(out) ? std::string() : help_for(*kind, ref.path[1]);
    out.error("unknown-reference", ref.where, fmt::format("there is no {} \"{}\"", kind->keyword, ref.path[1]), help);
    return nullptr;
  }
  auto& d = out.error("ambiguous-reference", ref.where,
                      fmt::format("\"{}\" may mean {} resources", written(ref, 2), found.size()));
  d.help = !found[0]->key.empty() ? fmt::format("say which: {}[\"{}\"]", written(ref, 2), found[0]->key)
           : kind->full_name ? fmt::format("name its arguments: {}[\"{}\"]", kind->keyword, kind->full_name(*found[0]))
                             : fmt::format("say which: {}.{}.{}", kind->keyword, found[0]->schema, ref.path[1]);
  for (auto r : found) d.related.push_back({r->where, "one is here"});
  return nullptr;
}

/// `column.id` without its table: the resource around, if it has children of this kind.
Resource* Labels::owner_of(const Ref& ref, const Resource& from) const {
  auto same_kind = [&](Resource* child) { return child->kind->keyword == ref.path[0]; };
  for (auto at = &from; at; at = at->parent)
    if (auto child = std::find_if(at->children.begin(), at->children.end(), same_kind); child != at->children.end())
      return (*child)->parent;
  return nullptr;
}

Resource* Labels::descend(Resource& top, const Ref& ref, size_t used, Diagnostics& out) const {
  auto at = &top;
  while (used + 1 < ref.path.size()) {
    auto& keyword = ref.path[used];
    auto& name = ref.path[used + 1];
    Resource* next = nullptr;
    std::vector<std::string_view> names;
    for (auto child : at->children) {
      if (child->kind->keyword != keyword) continue;
      names.push_back(child->name);
      if (child->name == name) next = child;
    }
    if (!next) {
      out.error("unknown-reference", ref.where,
                fmt::format("{} has no {} \"{}\"", used ? written(ref, used) : at->address, keyword, name),
                many_mistakes(out) ? "" : did_you_mean(name, names));
      return nullptr;
    }
    at = next;
    used += 2;
  }
  if (used == ref.path.size()) return at;
  out.error("unknown-reference", ref.where, fmt::format("\"{}\" leads nowhere", written(ref, ref.path.size())),
            fmt::format("what follows {} is a kind and a name: .column.id", written(ref, used)));
  return nullptr;
}

Resource* Labels::find(const Ref& ref, const Field& field, const Resource& from, Diagnostics& out) const {
  size_t used = 0;
  auto kind = kind_of_block(ref.path[0], nullptr);
  bool of_child = !kind || kind->scope == Scope::child;
  auto owner = of_child && ref.path.size() > 1 ? owner_of(ref, from) : nullptr;
  auto top = owner ? owner : top_level(ref, used, from, out);
  auto found = top ? descend(*top, ref, used, out) : nullptr;
  auto& allowed = field.options.refs;
  if (!found || allowed.empty() || std::find(allowed.begin(), allowed.end(), found->kind->name) != allowed.end())
    return found;
  out.error("wrong-reference", ref.where,
            fmt::format("\"{}\" must name a {}, not a {}", field.name, fmt::join(allowed, " or "), found->kind->name));
  return nullptr;
}

}  // namespace schema
