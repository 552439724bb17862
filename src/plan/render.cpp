#include "plan/render.hpp"

#include "plan/reasons.hpp"
#include "sql/quote.hpp"

namespace schema {

namespace {

/// The name that a replaced type has until nothing uses it any more; within NAMEDATALEN.
std::string aside_name(const std::string& name) { return name.substr(0, 55) + "__old"; }

class StepRenderer {
 public:
  StepRenderer(const Pairs& pairs, const Actions& actions, const Backend& backend, const RenderOptions& options)
      : pairs_(pairs), actions_(actions), backend_(backend), options_(options) {}

  Step step(size_t group) {
    auto& action = actions_.all[group];
    auto& pair = pairs_.all[action.pair];
    bool old = action.verb == Verb::drop || action.verb == Verb::set_aside || action.verb == Verb::drop_aside;
    Step step{.verb = action.verb, .resource = old ? pair.from : pair.to, .replaces = pair.fate == Fate::replace};
    step.reason = reason(pairs_, action.pair);
    step.path = cause_path(pairs_, action.pair);
    if (action.verb == Verb::alter || (action.verb == Verb::create && step.replaces))
      step.changes = field_changes(pair);
    for (auto member : actions_.members[group])
      if (member != group)
        step.folded.push_back(old ? pairs_.all[actions_.all[member].pair].from
                                  : pairs_.all[actions_.all[member].pair].to);
    Script script;
    render(group, script);
    step.statements = std::move(script.statements);
    step.search_path = step.resource->schema;
    return step;
  }

 private:
  void render(size_t group, Script& script) {
    auto& pair = pairs_.all[actions_.all[group].pair];
    switch (actions_.all[group].verb) {
      case Verb::rename:
        return;  // comes before everything that is ordered here
      case Verb::create:
        return create(group, script);
      case Verb::alter:
        for (auto member : actions_.members[group])
          alter(pairs_.all[actions_.all[member].pair], member != group, script);
        return;
      case Verb::drop:
        return drop(*pair.from, script);
      case Verb::set_aside:
        return set_aside(*pair.from, script);
      case Verb::drop_aside:
        return drop_aside(pair, script);
    }
  }

  bool is_stored(const Resource& part) const { return part.parent && pairs_.all[pairs_.of(part.parent)].stored; }

  const Renderer& renderer(const Resource& r) const { return backend_.renderer(*r.kind); }

  void create(size_t group, Script& script) {
    std::set<const Resource*> members;
    for (auto member : actions_.members[group])
      if (member != group) members.insert(pairs_.all[actions_.all[member].pair].to);
    auto folded = [&](const Resource& r) { return members.contains(&r); };
    for (auto member : actions_.members[group]) {
      auto& pair = pairs_.all[actions_.all[member].pair];
      Creation creation{*pair.to, folded,        options_.server_version, pairs_.all[actions_.all[group].pair].to,
                        before_,  options_.fills, is_stored(*pair.to)};
      if (auto make = renderer(*pair.to).create) make(creation, script);
      if (pair.to->comment) comment(*pair.to, script);
      label({}, *pair.to, script);
      auto& owner = pair.to->owner || !pair.from ? pair.to->owner : pair.from->owner;
      if (owner && *owner != options_.session_user) set_owner(*pair.to, *owner, script);
    }
  }

  void alter(const Pair& pair, bool led, Script& script) {
    Change change{*pair.from, *pair.to, pair.fields, options_.server_version, false, before_, led};
    bool comments = change.has("comment") && pair.to->kind->has_comment;
    auto common = static_cast<size_t>(comments) + static_cast<size_t>(change.has("owner")) +
                  static_cast<size_t>(change.has("security_labels"));
    if (auto alter = renderer(*pair.to).alter; alter && pair.fields.size() > common) alter(change, script);
    if (comments) comment(*pair.to, script);
    if (change.has("security_labels")) label(pair.from->security_labels, *pair.to, script);
    auto follows = renderer(*pair.to).owner_follows;
    bool followed = follows && follows(*pair.from) && follows(*pair.to);
    if (change.has("owner") && !followed) set_owner(*pair.to, *pair.to->owner, script);
  }

  void drop(const Resource& r, Script& script) {
    if (!r.kind->intrinsic) return renderer(r).drop(r, script);
    // It stays as long as its parent does; only what was said of it goes.
    auto blank = r.kind->make();
    blank->kind = r.kind;
    blank->schema = r.schema;
    blank->name = r.name;
    blank->parent = r.parent;
    std::vector<std::string_view> fields;
    for (auto& field : r.kind->fields)
      if (field.options.hidden)
        field.type->assign(field.get(blank.get()), field.of(&r));
      else if (is_set(field, &r, blank.get()))
        fields.push_back(field.name);
    if (auto alter = renderer(r).alter; alter && !fields.empty())
      alter({r, *blank, fields, options_.server_version}, script);
    if (r.comment) comment(*blank, script);
    label(r.security_labels, *blank, script);
  }

  void set_aside(const Resource& r, Script& script) {
    auto& make = renderer(r);
    (make.set_aside ? make.set_aside : make.rename)(r, aside_name(r.name), script);
  }

  void drop_aside(const Pair& pair, Script& script) {
    // What was renamed is the same resource but for its name.
    auto& r = *pair.from;
    auto renamed = r.kind->make();
    renamed->kind = r.kind;
    renamed->schema = r.schema;
    renamed->name = aside_name(r.name);
    if (auto copy = renderer(r).copy_rows) copy(r, renamed->name, *pair.to, script);
    bool copied = !script.statements.empty();
    renderer(r).drop(*renamed, script);
    if (copied) script.statements.back().hazards.clear();
  }

  /// Who reads and writes rows takes no locks on schemas, types and routines.
  static bool is_relation(const Resource& r) { return r.kind->name_space == "relation"; }

  void comment(const Resource& r, Script& script) {
    auto text = r.comment ? backend_.literal(*r.comment) : "NULL";
    say("COMMENT", r, text, script);
  }

  /// What differs from the labels that it has.
  void label(const Options& old, const Resource& r, Script& script) {
    if (!options_.owners) return;
    auto say_of = [&](const std::string& provider, const std::string& label) {
      say(fmt::format("SECURITY LABEL FOR {}", backend_.identifier(provider)), r, label, script);
      script.statements.back().by_module = true;
    };
    for (auto& [provider, unused] : old)
      if (!r.security_labels.contains(provider)) say_of(provider, "NULL");
    for (auto& [provider, text] : r.security_labels)
      if (auto it = old.find(provider); it == old.end() || it->second != text) say_of(provider, backend_.literal(text));
  }

  void say(std::string_view command, const Resource& r, const std::string& text, Script& script) {
    auto& s = script.add(fmt::format("{} ON {} IS {}", command, renderer(r).target(r), text));
    auto lock = renderer(r).comment_lock;
    auto& relation = r.parent && (lock == Lock::access_share || !is_relation(r)) ? *r.parent : r;
    if (lock != Lock::none && is_relation(relation)) s.locks_on(relation, lock).only = true;
  }

  void set_owner(const Resource& r, const std::string& owner, Script& script) {
    if (!options_.owners) return;
    auto own = [&](const std::string& target) {
      script.add(fmt::format("ALTER {} OWNER TO {}", target, backend_.identifier(owner)))
          .locks(is_relation(r) ? Lock::access_exclusive : Lock::none);
    };
    auto& named = renderer(r);
    own(named.owned ? named.owned(r) : named.target(r));
    if (auto companion = renderer(r).companion)
      if (auto target = companion(r); !target.empty()) own(target);
  }

  const Pairs& pairs_;
  const Actions& actions_;
  const Backend& backend_;
  const RenderOptions& options_;
  Before before_ = [this](const Resource& r) -> const Resource* {
    auto pair = pairs_.knows(&r) ? &pairs_.all[pairs_.of(&r)] : nullptr;
    return pair && pair->fate != Fate::replace ? pair->from : nullptr;
  };
};

}  // namespace

std::vector<Step> render_steps(const Pairs& pairs, const Actions& actions, const Backend& backend,
                               const RenderOptions& options) {
  StepRenderer renderer(pairs, actions, backend, options);
  std::vector<Step> steps;
  for (auto group : actions.order) {
    auto step = renderer.step(group);
    if (!step.statements.empty()) steps.push_back(std::move(step));
  }
  return steps;
}

}  // namespace schema
