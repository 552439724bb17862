#include "plan/moves.hpp"

#include <unordered_set>

#include "diff/diff.hpp"
#include "plan/canonical.hpp"
#include "plan/new_names.hpp"
#include "plan/without_roles.hpp"
#include "resolve/addresses.hpp"
#include "resolve/scope.hpp"
#include "sql/quote.hpp"

namespace schema {

namespace {

/// One resource on its way to another name.
struct Move {
  Resource* from;      ///< in the current catalog
  const Resource* to;  ///< what the files call it
  Range where;
};

class Mover {
 public:
  Mover(Catalog& current, Catalog& desired, const Backend& backend, const PlanOptions& options, Diagnostics& out)
      : current_(current), names_(current), desired_(desired), backend_(backend), options_(options), out_(out) {}

  /// False if nothing is to be moved.
  bool find() {
    if (!options_.moved.empty()) find_moves();
    check_rounds();
    std::erase_if(moves_, [&](const Move& move) { return done(move); });
    for (auto& move : moves_) check(move);
    find_insides();
    bool none = moves_.empty() && insides_.empty() && renamed_parts().empty();
    return !none && !out_.has_errors();
  }

  /// Those whose text names something that moves.
  std::vector<Resource*> witnesses() const {
    std::unordered_set<const Resource*> moving;
    for (auto& [from, to] : insides_) {
      moving.insert(from);
      for (auto& [name, now] : from->kind->renamed_inside(*from, *to))
        for (auto column : columns_of(*from, *name)) moving.insert(column);
    }
    for (auto& move : moves_)
      for (auto& r : current_.all())
        if (r.get() == move.from || r->parent == move.from || takes_over(*r, *move.from) ||
            (move.from->kind->objects_owner && r->schema == move.from->name))
          moving.insert(r.get());
    std::vector<Resource*> found;
    for (auto& r : current_.all()) {
      auto named = [&](const Edge& need) { return !need.soft && moving.contains(need.to); };
      if (std::any_of(r->needs.begin(), r->needs.end(), named) && holds_text(*r)) found.push_back(r.get());
    }
    return found;
  }

  std::vector<Step> run() {
    std::vector<Step> steps;
    while (!moves_.empty()) {
      auto next = std::find_if(moves_.begin(), moves_.end(), [&](const Move& m) { return !occupant(m); });
      auto move = *next;
      moves_.erase(next);
      steps.push_back(rename(*move.from, move.to->schema, move.to->name, move.from->address));
      follow(*move.from, move.where);
    }
    for (auto& [from, to] : insides_) steps.push_back(rename_inside(*from, *to));
    rename_parts(steps);
    return steps;
  }

 private:
  Resource* source(const Moved& moved, const Labels& labels, const Labels& declared) const {
    if (!moved.to.to) return nullptr;
    auto ref = moved.from;
    if (ref.path.size() > 2)
      if (auto schema = declared.schema(ref.path[1])) ref.path[1] = schema->name;
    Diagnostics unknown;  // it may have been moved by an earlier run
    constexpr Field any{"from", "", nullptr, nullptr, {}};
    if (auto found = labels.find(ref, any, *moved.to.to, unknown)) return found;
    // The parent moves as well, and is named as it will be.
    for (auto& other : moves_) {
      auto shape = moved.to.to->parent;
      if (shape != other.to || ref.path.size() < 2) continue;
      for (auto child : other.from->children)
        if (child->kind->keyword == ref.path[ref.path.size() - 2] && child->name == ref.path.back()) return child;
    }
    return nullptr;
  }

  void find_moves() {
    Labels labels(current_), declared(desired_);
    for (auto& moved : options_.moved)
      if (auto from = source(moved, labels, declared)) moves_.push_back({from, moved.to.to, moved.where});
  }

  /// What has new names inside of it.
  void find_insides() {
    for (auto& to : desired_.all()) {
      auto renamed = to->kind->renamed_inside;
      auto from = renamed ? current_as(*to) : nullptr;
      if (from && !renamed(*from, *to).empty()) insides_.emplace_back(from, to.get());
    }
  }

  /// What is, or becomes, the wanted one.
  Resource* current_as(const Resource& to) const {
    for (auto& move : moves_)
      if (move.to == &to) return move.from;
    return current_.find(to.address);
  }

  void refuse(const Move& move, std::string text, std::string help) const {
    out_.error("moved", move.where, std::move(text), std::move(help));
  }

  /// Names that go round would go round again with every plan.
  void check_rounds() const {
    for (auto& first : moves_) {
      auto at = &first;
      for (size_t steps = 0; at && steps < moves_.size(); ++steps) {
        auto next = std::find_if(moves_.begin(), moves_.end(),
                                 [&](const Move& m) { return m.from->address == at->to->address; });
        at = next == moves_.end() ? nullptr : &*next;
        if (at != &first) continue;
        refuse(first, fmt::format("{} and {} go round", first.from->address, first.to->address),
               "the next plan would move them again: give one of them a new name first, apply, then the other");
        return;
      }
    }
  }

  /// Whether this has happened already: its new name is there, and the old one is meant for something else.
  bool done(const Move& move) const { return current_.find(move.to->address) && desired_.find(move.from->address); }

  void check(const Move& move) const {
    auto& from = *move.from;
    auto& to = *move.to;
    if (from.kind != to.kind)
      refuse(move, fmt::format("a {} cannot become a {}", from.kind->keyword, to.kind->keyword),
             "move it to one of its own kind");
    else if (auto same = desired_.find(from.address); same && !arrives(*same))
      refuse(move, fmt::format("{} moves, and is declared as well", from.address),
             "take one of the two out: the block, or the resource of the old name");
    else if (!backend_.renderer(*from.kind).rename && from.name != to.name)
      refuse(move, fmt::format("a {} cannot be renamed", from.kind->keyword),
             "take the block out: it is dropped and created");
    else if (from.parent && to.parent && from.parent->address != to.parent->address && !moves(*from.parent, to.parent))
      refuse(move, fmt::format("{} cannot leave {}", from.address, from.parent->address), "only its name can change");
    else if (auto there = current_.find(to.address); there && !moves(*there, nullptr))
      refuse(move, fmt::format("{} is in the database already, beside {}", to.address, from.address),
             "one of the two must go first");
  }

  /// Whether a block says that something else becomes this one.
  bool arrives(const Resource& to) const {
    return std::any_of(moves_.begin(), moves_.end(), [&](const Move& m) { return m.to == &to; });
  }

  /// Whether this one moves, and to where, if that matters.
  bool moves(const Resource& from, const Resource* to) const {
    return std::any_of(moves_.begin(), moves_.end(),
                       [&](const Move& m) { return m.from == &from && (!to || m.to == to); });
  }

  const Resource* occupant(const Move& move) const {
    auto there = current_.find(
        make_address(*move.from->kind, move.to->schema,
                     move.to->kind->full_name ? move.to->kind->full_name(*move.to) : move.to->name, move.from->parent));
    return there == move.from ? nullptr : there;
  }

  Step rename(Resource& r, const std::string& schema, const std::string& name, std::string old_address) {
    Step step{.verb = Verb::rename, .resource = &r};
    step.search_path = r.schema;
    auto types = names_.types_like(r);
    Script script;
    auto& renderer = backend_.renderer(*r.kind);
    if (!r.parent && r.schema != schema) {
      script.add(fmt::format("ALTER {} SET SCHEMA {}", renderer.target(r), sql::quote_ident(schema)))
          .locks(Lock::access_exclusive);
      names_.set_schema(r, schema);
    }
    if (r.name != name) {
      renderer.rename(r, name, script);
      std::vector<Resource*> renamed = {&r};
      for (auto& other : current_.all())
        if (takes_over(*other, r)) renamed.push_back(other.get());
      for (auto other : renamed) names_.set_name(*other, name);
    }
    step.statements = std::move(script.statements);
    names_.spell(types);
    names_.set_addresses();
    step.changes = {{"address", old_address, r.address}};
    step.reason = "because a moved block says so";
    step.path = {{r.address}};
    return step;
  }

  Step rename_inside(Resource& r, const Resource& to) {
    Step step{.verb = Verb::rename, .resource = &r};
    step.search_path = r.schema;
    Script script;
    for (auto& [name, now] : r.kind->renamed_inside(r, to)) {
      auto columns = columns_of(r, *name);
      backend_.renderer(*r.kind).rename_inside(r, *name, now, columns, script);
      *name = now;
      for (auto column : columns) names_.set_name(*column, now);
    }
    for (auto table : made_of(r))
      for (auto child : table->children)
        if (child->kind->finish && refers_to(*child, r)) child->kind->finish(*child);
    names_.set_addresses();
    step.statements = std::move(script.statements);
    step.reason = "because its moved says so";
    step.path = {{r.address}};
    return step;
  }

  /// Whether one of its own fields names the other one.
  static bool refers_to(const Resource& user, const Resource& used) {
    struct Finder : Visitor {
      const Resource& used;
      bool found = false;
      explicit Finder(const Resource& u) : used(u) {}
      void ref(Ref& ref, const Field&) override { found = found || ref.to == &used; }
    } finder(used);
    visit(const_cast<Resource&>(user), finder);
    return finder.found;
  }

  /// The tables that have their columns from the type.
  std::vector<Resource*> made_of(const Resource& type) const {
    std::vector<Resource*> tables;
    for (auto& r : current_.all())
      if (r->kind->keeps_rows && refers_to(*r, type)) tables.push_back(r.get());
    return tables;
  }

  /// The columns of that name in such tables, and in what takes these over.
  std::vector<Resource*> columns_of(const Resource& type, const std::string& name) const {
    std::vector<Resource*> columns;
    for (auto table : made_of(type))
      for (auto child : table->children)
        if (child->kind->is_column && child->name == name) columns.push_back(child);
    for (size_t i = 0, own = columns.size(); i < own; ++i)
      for (auto& r : current_.all())
        if (takes_over(*r, *columns[i])) columns.push_back(r.get());
    return columns;
  }

  /// A part of an index is known by the whole and the partition, whatever its name: those that the files call
  /// otherwise.
  std::vector<Move> renamed_parts() const {
    std::vector<Move> parts;
    for (auto& r : current_.all())
      if (auto to = part_like(*r)) parts.push_back({r.get(), to, to->where});
    if (parts.empty()) return parts;
    std::set<std::pair<std::string_view, std::string_view>> taken;
    for (auto& r : current_.all())
      if (r->kind->name_space == "relation") taken.emplace(r->schema, r->name);
    std::erase_if(parts, [&](const Move& part) { return taken.contains({part.to->schema, part.to->name}); });
    return parts;
  }

  const Resource* part_like(const Resource& r) const {
    if (!r.kind->made_alone || !r.kind->leader || !r.parent || desired_.find(r.address)) return nullptr;
    auto table = desired_.find(r.parent->address);
    auto whole = table ? r.kind->leader(r, *table) : nullptr;
    if (!whole) return nullptr;
    for (auto child : table->children) {
      if (child->kind != r.kind || current_.find(child->address)) continue;
      auto its = child->kind->leader(*child, *r.parent);
      if (its && its->address == whole->address) return is_rebuilt(r, *child) ? nullptr : child;
    }
    return nullptr;
  }

  void rename_parts(std::vector<Step>& steps) {
    auto parts = renamed_parts();
    for (auto& [from, to, where] : parts) {
      Step step{.verb = Verb::rename, .resource = from};
      Script script;
      backend_.renderer(*from->kind).rename(*from, to->name, script);
      step.statements = std::move(script.statements);
      step.search_path = from->schema;
      step.changes = {{"name", from->name, to->name}};
      step.reason = "its name differs";
      step.path = {{to->address}};
      steps.push_back(std::move(step));
      from->name = to->name;
    }
    if (!parts.empty()) names_.set_addresses();
  }

  /// Whether it cannot stay anyway.
  static bool is_rebuilt(const Resource& from, const Resource& to) {
    auto fields = changed_fields(from, to);
    return std::any_of(fields.begin(), fields.end(), [&](const Field* field) {
      return field->options.on_change == OnChange::replace && !schema::holds_text(*field, to);
    });
  }

  /// A key or index that has the name which the server would give it gets the one that it would give it now.
  void follow(Resource& moved, Range where) {
    auto holder = moved.parent ? moved.parent : &moved;
    auto declared = desired_.find(holder->address);
    if (!declared) return;
    for (auto child : holder->children) {
      bool moves = std::any_of(moves_.begin(), moves_.end(), [&](const Move& m) { return m.from == child; });
      if (moves || !child->kind->default_name || desired_.find(child->address)) continue;
      auto usual = child->kind->default_name(*child);
      auto to = desired_.find(make_address(*child->kind, child->schema, usual, child->parent));
      if (to && usual != child->name && !current_.find(to->address)) moves_.push_back({child, to, where});
    }
  }

  static bool holds_text(const Resource& r) {
    return std::any_of(r.kind->fields.begin(), r.kind->fields.end(),
                       [&](const Field& field) { return schema::holds_text(field, r); });
  }

  Catalog& current_;
  NewNames names_;
  Catalog& desired_;
  const Backend& backend_;
  const PlanOptions& options_;
  Diagnostics& out_;
  std::vector<Move> moves_;
  std::vector<std::pair<Resource*, const Resource*>> insides_;  ///< as it is, and as it shall be
};

}  // namespace

std::vector<Step> apply_moves(Catalog& current, Catalog& desired, const Backend& backend, Judge* judge,
                              const PlanOptions& options, Diagnostics& out) {
  Mover mover(current, desired, backend, options, out);
  if (!mover.find()) return {};
  auto witnesses = mover.witnesses();
  auto slice = slice_of(witnesses, current);
  Plan before;
  if (judge && !witnesses.empty()) {
    WithoutRoles hidden(slice);
    before = plan_sketch(slice, backend, current.server_version, out);
  }
  if (out.has_errors()) return {};
  auto steps = mover.run();
  if (!judge || witnesses.empty()) return steps;
  before.search_path = options.search_path;
  for (auto& step : steps)
    if (std::find(slice.begin(), slice.end(), step.resource) != slice.end()) before.steps.push_back(step);
  auto read = judge->read_back(before, out);
  for (auto r : witnesses)
    if (auto found = read.find(r->address)) adopt_texts(*r, *found, current);
  return steps;
}

}  // namespace schema
