#include "plan/decide.hpp"

#include <utility>

#include "diff/diff.hpp"
#include "plan/aside.hpp"
#include "plan/keepers.hpp"
#include "plan/spared.hpp"

namespace schema {

namespace {

class Decider {
 public:
  Decider(Pairs& pairs, const Backend& backend, int version) : pairs_(pairs), backend_(backend), version_(version) {}

  void run() {
    collect_dependents();
    for (size_t i = 0; i < pairs_.all.size(); ++i) compare(i);
    for (size_t i = 0; i < pairs_.all.size(); ++i) {
      if (pairs_.all[i].fate == Fate::alter) redo_around(i);
      if (pairs_.all[i].fate == Fate::drop) redo_whole(i);
      redo_keepers(i);
      if (pairs_.all[i].fate == Fate::create) displace(i);
    }
    do {
      while (!work_.empty()) {
        auto i = work_.back();
        work_.pop_back();
        propagate(i);
      }
      take_back_spared();
    } while (!work_.empty());
    spread_aside(pairs_);
  }

 private:
  void compare(size_t i) {
    auto& pair = pairs_.all[i];
    if (!pair.from)
      pair.fate = Fate::create;
    else if (!pair.to)
      pair.fate = Fate::drop;
    else if (!pair.carried())
      compare_fields(pair);
    rebuild_holder(i, pair.fields);
    remake_type(i);
    if (pair.fate == Fate::drop || pair.fate == Fate::replace || pair.releases) work_.push_back(i);
  }

  /// What ALTER cannot do to a child, the resource that holds the rows is made anew for. No fields: the child is made
  /// anew.
  void rebuild_holder(size_t i, const FieldNames& fields) {
    auto& pair = pairs_.all[i];
    auto needs = backend_.renderer(*pair.any().kind).needs_rebuild;
    if (!needs || pair.fate == Fate::keep || !pair.any().parent) return;
    auto& above = pairs_.all[pairs_.of(pair.any().parent)];  // a parent that is new, or goes, is not altered
    if (!above.from || !above.to) return;
    above.stored = above.stored || stored(*above.from);
    if (!needs({pair.from, pair.to, fields, *above.from, above.stored, version_})) return;
    auto holder = pair.any().parent;
    while (holder && !holder->kind->keeps_rows) holder = holder->parent;
    if (!holder) return;
    if (pair.from && pair.to) pair.fate = Fate::replace;
    pair.releases = false;
    replace(pairs_.of(holder), i);
  }

  void remake_type(size_t i) {
    auto& pair = pairs_.all[i];
    auto reads = backend_.renderer(*pair.any().kind).reads_values;
    if (!reads || pair.fate == Fate::keep || pair.fate == Fate::drop) return;
    auto whole = pair.to->parent ? pairs_.of(pair.to->parent) : i;
    auto& type = pairs_.all[whole];
    if (!type.from || !type.to || !reads(pair.from, *pair.to, pair.fields) || !contained(*type.from)) return;
    if (whole != i) return replace(whole, i);
    pair.fate = Fate::replace;
    pair.set_aside = pair.to->kind->keeps_rows;
  }

  /// Whether a column holds values of the type inside of other values.
  bool contained(const Resource& type) const {
    auto holds = [&](size_t d) {
      auto& user = *pairs_.all[d].from;
      bool array = has_array_of(user, type);
      if (!user.kind->follows.empty()) return array;
      return user.kind == type.kind && !array ? contained(user) : user.kind->name_space == "type" && stored(user);
    };
    auto& users = dependents_[pairs_.of(&type)];
    return std::any_of(users.begin(), users.end(), holds);
  }

  static bool has_array_of(const Resource& user, const Resource& type) {
    struct Finder : Visitor {
      const Resource& type_;
      bool found = false;
      explicit Finder(const Resource& type) : type_(type) {}
      void type(Type& t, const Field&) override { found = found || (t.array && t.named.to == &type_); }
    } finder(type);
    visit(const_cast<Resource&>(user), finder);
    return finder.found;
  }

  void compare_fields(Pair& pair) {
    bool replace = false;
    for (auto field : changed_fields(*pair.from, *pair.to)) {
      pair.fields.push_back(field->name);
      replace = replace || field->options.on_change == OnChange::replace;
      pair.releases = pair.releases || field->options.releases;
    }
    if (pair.fields.empty()) return;
    pair.fate = replace || !can_alter(pair) ? Fate::replace : Fate::alter;
    if (pair.fate != Fate::replace) return;
    pair.releases = false;
    pair.set_aside = pair.to->kind->keeps_rows;
  }

  bool can_alter(const Pair& pair) const {
    Script unused;
    auto common = [](std::string_view name) {
      return name == "comment" || name == "owner" || name == "security_labels";
    };
    if (std::all_of(pair.fields.begin(), pair.fields.end(), common)) return true;
    auto alter = backend_.renderer(*pair.to->kind).alter;
    return alter && alter({*pair.from, *pair.to, pair.fields, version_, stored(*pair.from), before()}, unused);
  }

  /// A part of an index cannot go while the whole and the partition stay.
  void redo_whole(size_t i) {
    auto& r = *pairs_.all[i].from;
    if (!r.kind->made_alone || !r.kind->leader || !r.parent) return;
    auto table = pairs_.all[pairs_.of(r.parent)].to;
    auto whole = table ? r.kind->leader(r, *table) : nullptr;
    if (whole) replace(pairs_.of(whole), i);
  }

  /// What the change of `i` does to what hangs on it, however deep, and to what uses it, is not what is wanted of that.
  void redo_around(size_t i) {
    redo_below(*pairs_.all[i].from, i);
    for (auto d : dependents_[i]) redo(*pairs_.all[d].from, i);
  }

  void redo_below(const Resource& above, size_t i) {
    for (auto child : above.children) {
      redo(*child, i);
      redo_below(*child, i);
    }
  }

  void redo(const Resource& r, size_t i) {
    if (undone(r, pairs_.all[i])) replace(pairs_.of(&r), i);
  }

  /// What keeps values that the server would have to find, and cannot change.
  void redo_keepers(size_t i) {
    auto& pair = pairs_.all[i];
    if (!pair.to || pair.fate == Fate::keep || pair.fate == Fate::drop) return;
    auto& renderer = backend_.renderer(*pair.to->kind);
    auto from = pair.fate == Fate::alter ? pair.from : nullptr;
    auto least = renderer.writes_values ? renderer.writes_values(from, *pair.to, pair.fields) : Keeps::none;
    // Of the type itself it knows which values it reads.
    if (least == Keeps::none && renderer.reads_values && renderer.reads_values(from, *pair.to, pair.fields))
      least = Keeps::inside;
    if (least == Keeps::none) return;
    auto& whole = pairs_.all[pair.to->parent ? pairs_.of(pair.to->parent) : i];
    if (!whole.from || !whole.to || whole.fate == Fate::replace) return;
    for (auto keeper : keepers_->of(*whole.from, least)) {
      auto& kept = pairs_.all[pairs_.of(keeper)];
      replace(pairs_.of(keeper), i);
      if (kept.fate == Fate::replace && kept.cause == SIZE_MAX) kept.cause = i;  // its text may differ because of that
      kept.in_way_of.push_back(i);
    }
  }

  bool undone(const Resource& r, const Pair& changed) const {
    auto undone_by = backend_.renderer(*r.kind).undone_by;
    return undone_by && changed.fate == Fate::alter &&
           undone_by(r, {*changed.from, *changed.to, changed.fields, version_});
  }

  /// A relation's name is that of its row type, too.
  static bool is_type(const Kind& kind) { return kind.name_space == "type" || kind.name_space == "relation"; }

  /// Whether a column holds values of it, however deep: of a domain over an array of a composite of it.
  bool stored(const Resource& type) const {
    std::vector<size_t> open = {pairs_.of(&type)};
    std::set<size_t> seen(open.begin(), open.end());
    while (!open.empty()) {
      auto i = open.back();
      open.pop_back();
      for (auto d : dependents_[i]) {
        if (follows(pairs_.all[d], pairs_.all[i])) return true;
        if (is_type(*pairs_.all[d].from->kind) && seen.insert(d).second) open.push_back(d);
      }
    }
    return false;
  }

  void collect_dependents() {
    keepers_.emplace(pairs_);
    dependents_.resize(pairs_.all.size());
    for (size_t i = 0; i < pairs_.all.size(); ++i) {
      if (!pairs_.all[i].from) continue;
      for (auto& need : pairs_.all[i].from->needs)
        if (!need.soft && pairs_.knows(need.to)) dependents_[lasting(*need.to)].push_back(i);
    }
  }

  /// What only exists through its parent does not go by itself: where there is nothing left to say of a view's column,
  /// who uses it depends on the view.
  size_t lasting(const Resource& used) const {
    auto whole = &used;
    while (whole->kind->intrinsic && whole->parent && !pairs_.all[pairs_.of(whole)].to) whole = whole->parent;
    return pairs_.of(whole);
  }

  void propagate(size_t i) {
    auto& pair = pairs_.all[i];
    if (pair.fate == Fate::replace) {
      for (auto child : pair.from->children) replace(pairs_.of(child), i);
      if (!pair.carried() || pair.from != pair.to)
        for (auto child : pair.to->children)
          if (auto c = pairs_.of(child); pairs_.all[c].from) replace(c, i);
    } else if (pair.fate == Fate::alter) {
      for (auto child : pair.from->children)
        if (!child->kind->rebuilt_by_server && !child->kind->intrinsic) replace(pairs_.of(child), i);
    }
    bool goes = pair.fate == Fate::replace || pair.fate == Fate::drop;
    if (goes && pair.from->kind->with_parent) replace(pairs_.of(pair.from->parent), i);
    if (pair.fate == Fate::replace) displace(i);
    for (auto d : dependents_[i]) make_room(d, i);
  }

  void displace(size_t i) {
    auto& pair = pairs_.all[i];
    auto displaces = backend_.renderer(*pair.to->kind).displaces;
    if (!displaces) return;
    for (auto r : displaces(*pair.to, before())) {
      replace(pairs_.of(r), i);
      pairs_.all[pairs_.of(r)].in_way_of.push_back(i);
    }
  }

  Before before() const {
    return [&](const Resource& r) { return pairs_.knows(&r) ? pairs_.all[pairs_.of(&r)].from : nullptr; };
  }

  /// Whether an expression of it names several things that change. The server builds it anew after each change, when
  /// the next one is still to come: a check that compares two columns which both get another type.
  bool is_between_changes(const Pair& dependent) const {
    auto changes = [&](const Edge& need) {
      if (!pairs_.knows(need.to)) return false;
      auto& used = pairs_.all[pairs_.of(need.to)];
      return used.fate == Fate::alter && used.releases;
    };
    auto& needs = dependent.from->needs;
    return std::count_if(needs.begin(), needs.end(), changes) > 1 && has_expression(*dependent.from);
  }

  /// The dependent `d` must not be in the way of what happens to `i`.
  void make_room(size_t d, size_t i) {
    auto& dependent = pairs_.all[d];
    auto& pair = pairs_.all[i];
    if (dependent.fate == Fate::drop || dependent.fate == Fate::replace || !dependent.to) return;
    bool server_does = dependent.from->kind->rebuilt_by_server && !is_between_changes(dependent);
    bool undoes = undone(*dependent.from, pair) || undone(*dependent.to, pair);
    if (pair.fate == Fate::alter && server_does && !undoes) return;
    if (pair.fate == Fate::replace && follows(dependent, pair) && keeps_values(*pair.from)) return retype(d, i);
    if (dependent.fate == Fate::alter && !still_needs(dependent, pair)) return spared_.push_back({d, i});
    replace(d, i);
  }

  /// Whether values of the type can be led over into the new one. Those that are made of a base type which is made anew
  /// are lost as that one's own: it goes with the functions that read them.
  bool keeps_values(const Resource& type) const {
    return std::none_of(type.needs.begin(), type.needs.end(), [&](const Edge& need) {
      bool circular = need.to->kind->circular || need.to->kind->with_parent;
      if (circular && pairs_.knows(need.to) && pairs_.all[pairs_.of(need.to)].fate == Fate::replace) return true;
      return !need.soft && is_type(*need.to->kind) && !keeps_values(*need.to);
    });
  }

  /// Who is changed so that it no longer needs what goes is changed before that goes. That cannot be where its new
  /// definition waits for a change that the old one is in the way of: then it is made anew, too.
  void take_back_spared() {
    for (auto& [d, i] : std::exchange(spared_, {})) {
      if (goes_with(pairs_, d, i))
        replace(d, i);
      else
        spared_.push_back({d, i});
    }
  }

  /// Whether the dependent's own way to follow is to alter the field that names the replaced type.
  static bool follows(const Pair& dependent, const Pair& pair) {
    auto& kind = *dependent.from->kind;
    return std::any_of(kind.follows.begin(), kind.follows.end(),
                       [&](auto field) { return names(*dependent.from, field, *pair.from); });
  }

  /// Whether this field of the user names the resource.
  static bool names(const Resource& user, std::string_view field_name, const Resource& used) {
    struct Finder : Visitor {
      const Resource& user;
      const Resource& used;
      bool found = false;
      Finder(const Resource& a, const Resource& b) : user(a), used(b) {}
      void ref(Ref& ref, const Field&) override { found = found || ref.to == &used; }
      void name(Name& name, const Field& field) override {
        auto& schema = name.schema.empty() ? user.schema : name.schema;
        found =
            found || (name.name == used.name && schema == used.schema && field.options.space == used.kind->name_space);
      }
    } finder(user, used);
    for (auto& field : user.kind->fields)
      if (field.name == field_name) field.type->visit(field.get(const_cast<Resource*>(&user)), field, finder);
    return finder.found;
  }

  void retype(size_t d, size_t i) {
    auto& dependent = pairs_.all[d];
    pairs_.all[i].set_aside = true;
    bool known = dependent.fate == Fate::alter && dependent.releases;
    for (auto field : dependent.from->kind->follows) {
      bool listed = std::find(dependent.fields.begin(), dependent.fields.end(), field) != dependent.fields.end();
      if (!listed && names(*dependent.from, field, *pairs_.all[i].from)) dependent.fields.push_back(field);
    }
    if (known) return;
    if (dependent.fate == Fate::keep) dependent.cause = i;
    dependent.fate = Fate::alter;
    dependent.releases = true;
    rebuild_holder(d, dependent.fields);
    redo_keepers(d);
    work_.push_back(d);
  }

  void replace(size_t i, size_t cause) {
    auto& pair = pairs_.all[i];
    if (pair.fate == Fate::drop || pair.fate == Fate::replace || !pair.to || !pair.from) return;
    pair.fate = Fate::replace;
    pair.releases = false;
    pair.set_aside = pair.to->kind->keeps_rows;
    pair.cause = cause;
    rebuild_holder(i, {});
    work_.push_back(i);
    remake_type(i);
  }

  Pairs& pairs_;
  const Backend& backend_;
  int version_;
  std::vector<std::vector<size_t>> dependents_;
  std::optional<Keepers> keepers_;
  std::vector<size_t> work_;
  std::vector<std::pair<size_t, size_t>> spared_;  ///< a user that no longer needs what goes, and that
};

}  // namespace

void decide(Pairs& pairs, const Backend& backend, int server_version) { Decider(pairs, backend, server_version).run(); }

}  // namespace schema
