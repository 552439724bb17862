#include "plan/plan_file.hpp"

#include "lang/digest.hpp"
#include "plan/step_list.hpp"
#include "plan/scope_json.hpp"

namespace schema {

namespace {

constexpr int kFormat = 2;
constexpr std::string_view kHidden = "'(sensitive)'";

/// What cannot be in a plan of ours; the message says where.
struct BadPlan : std::runtime_error {
  using std::runtime_error::runtime_error;
};

Verb verb_of(const std::string& action) {
  static const std::map<std::string_view, Verb> verbs = {
      {"rename", Verb::rename}, {"create", Verb::create},       {"alter", Verb::alter},
      {"drop", Verb::drop},     {"set aside", Verb::set_aside}, {"drop what was set aside", Verb::drop_aside}};
  auto found = verbs.find(action);
  if (found == verbs.end()) throw BadPlan(fmt::format("\"{}\" is no action", action));
  return found->second;
}

Lock lock_of(const std::string& name) {
  for (int lock = 0; lock <= static_cast<int>(Lock::access_exclusive); ++lock)
    if (lock_name(static_cast<Lock>(lock)) == name) return static_cast<Lock>(lock);
  throw BadPlan(fmt::format("\"{}\" is no lock mode", name));
}

class PlanReader {
 public:
  PlanReader(const Json& json, SavedPlan& into) : json_(json), into_(into), plan_(into.plan) {}

  void read() {
    if (!json_.is_object()) throw BadPlan("it is no JSON object");
    if (json_.value("format", 0) != kFormat)
      throw BadPlan(fmt::format("its format is {}, and this program reads {}", json_.value("format", 0), kFormat));
    plan_.server_version = json_.at("server_version");
    plan_.search_path = json_.at("search_path").get<std::vector<std::string>>();
    plan_.left_alone = json_.at("left_alone").get<std::vector<std::string>>();
    plan_.unread = json_.at("not_managed").get<std::vector<std::string>>();
    into_.digest = json_.at("digest");
    std::vector<Step> known;
    for (auto& step : json_.at("steps")) known.push_back(step_of(step));
    StepList steps(std::move(known));
    size_t number = 0;
    for (auto& transaction : json_.at("transactions")) {
      for (auto& s : transaction.at("statements")) add(s, number, transaction.at("transactional"), steps);
      if (transaction.contains("reaches")) into_.states.after.push_back(transaction.at("reaches"));
      ++number;
    }
    for (auto& f : json_.at("findings")) plan_.findings.push_back(finding_of(f));
    steps.move_into(plan_);
    if (into_.states.after.size() != number) into_.states.after.clear();
    plan_.scope = read_scope(json_.at("scope"));
    read_states();
    into_.edited = plan_digest(plan_) != into_.digest || !all_planned(plan_);
    if (into_.edited) tell_edited(plan_);
  }

 private:
  const Resource* stand_in(const std::string& kind, const std::string& address) {
    auto& made = resources_[address];
    if (made) return made;
    auto known = find_kind(kind);
    if (!known) throw BadPlan(fmt::format("\"{}\" is no kind", kind));
    into_.stand_ins.push_back(std::make_unique<Resource>());
    made = into_.stand_ins.back().get();
    made->kind = known;
    made->address = address;
    return made;
  }

  Step step_of(const Json& json) {
    Step step{.verb = verb_of(json.at("action")), .resource = stand_in(json.at("kind"), json.at("address"))};
    std::string top = json.at("in");
    if (top != step.resource->address) {
      auto kind = top.substr(0, top.find('.'));
      const_cast<Resource*>(step.resource)->parent = const_cast<Resource*>(stand_in(kind, top));
    }
    for (auto& r : json.at("with")) step.folded.push_back(stand_in(r.at("kind"), r.at("address")));
    step.replaces = json.at("replaces");
    step.continues = json.at("continues");
    for (auto& c : json.at("changes")) step.changes.push_back({c.at("field"), c.at("from"), c.at("to")});
    step.reason = json.at("reason");
    step.path = {json.at("path").get<std::vector<std::string>>(), json.value("path_gap", size_t{0})};
    step.search_path = json.at("search_path");
    return step;
  }

  /// Without a step of its own (written by hand) a statement belongs to the one before it.
  static void add(const Json& json, size_t number, bool transactional, StepList& steps) {
    size_t index = json.contains("step") ? json.at("step").get<size_t>() : steps.last();
    if (index >= steps.known()) throw BadPlan("a statement belongs to no step");
    steps.add(index, statement_of(json, number, transactional));
  }

  static Statement statement_of(const Json& json, size_t number, bool transactional) {
    Statement s;
    s.sql = json.at("sql");
    s.by_module = is_by_module(s.sql);
    s.lock = lock_of(json.value("lock", "none"));
    auto work = json.value("work", Json());
    s.work = work == "rewrite" ? Work::rewrite : work == "scan" ? Work::scan : Work::none;
    for (auto& t : json.value("tables", Json::array()))
      s.tables.push_back({t.at("schema"), t.at("name"), lock_of(t.value("lock", "none")), t.value("rows", int64_t{-1}),
                          t.value("bytes", int64_t{-1})});
    for (auto& h : json.value("hazards", Json::array()))
      s.hazards.push_back({h.at("code"), h.at("message"), h.at("destructive")});
    s.check = json.value("check", "");
    s.repair = json.value("repair", "");
    s.transactional = transactional;
    s.transaction = number;
    if (!json.value("secret", false)) return s;
    for (auto at = s.sql.find(kHidden); at != std::string::npos; at = s.sql.find(kHidden, at + kHidden.size()))
      s.secrets.emplace_back(at, kHidden.size());
    return s;
  }

  static Finding finding_of(const Json& json) {
    static const std::map<std::string_view, Level> levels = {
        {"off", Level::off}, {"warn", Level::warn}, {"confirm", Level::confirm}, {"deny", Level::deny}};
    auto level = levels.find(json.at("level").get<std::string>());
    if (level == levels.end()) throw BadPlan("a finding has no level");
    Finding finding{.code = json.at("code"),
                    .level = level->second,
                    .address = json.at("address"),
                    .message = json.at("message"),
                    .destructive = json.at("destructive"),
                    .data = json.at("data"),
                    .fails = json.value("fails", false)};
    if (json.at("step").is_number()) finding.step = json.at("step");
    return finding;
  }

  void read_states() {
    auto& states = into_.states;
    if (!json_.contains("from")) throw BadPlan("it does not say which state it starts from");
    json_.at("from").at("resources").get_to(states.from);
    check("from", states.from);
    if (!json_.contains("to")) return;
    states.to = states.from;
    for (auto& [address, hash] : json_.at("to").at("resources").items())
      if (hash.is_null())
        states.to->erase(address);
      else
        (*states.to)[address] = hash;
    check("to", *states.to);
  }

  void check(const char* name, const State& state) {
    if (json_.at(name).at("fingerprint") != fingerprint(state))
      throw BadPlan(fmt::format("the resources of \"{}\" do not have its fingerprint", name));
  }

  const Json& json_;
  SavedPlan& into_;
  Plan& plan_;
  std::map<std::string, Resource*> resources_;
};

}  // namespace

std::optional<SavedPlan> read_plan(const SourceFile& file, Diagnostics& out) {
  SavedPlan saved;
  std::string wrong;
  try {
    auto json = parse_json(file.text(), &wrong);
    if (!json.is_discarded()) {
      PlanReader(json, saved).read();
      return saved;
    }
  } catch (const Json::exception& error) {
    wrong = json_error(error);
  } catch (const BadPlan& error) {
    wrong = error.what();
  }
  out.error("bad-plan", {}, fmt::format("{} is no plan: {}", file.path(), wrong),
            "schema plan -o plan.json writes one");
  return {};
}

std::string plan_digest(const Plan& plan) {
  std::string text;
  auto add = [&](std::string_view part) { text += fmt::format("{} {}\n", part.size(), part); };
  for (auto& schema : plan.search_path) add(schema);
  for (auto& step : plan.steps)
    for (auto& statement : step.statements) {
      add(std::to_string(statement.transaction));
      add(statement.transactional ? "" : "alone");
      add(step.search_path);
      add(statement.shown());
      add(statement.check);
      add(statement.repair);
    }
  return "sha256:" + lang::to_hex(lang::digest(text, "sha256"));
}

bool needs_secrets(const Plan& plan) {
  for (auto& step : plan.steps)
    for (auto& statement : step.statements)
      if (!statement.secrets.empty()) return true;
  return false;
}

bool fill_secrets(Plan& saved, const Plan& fresh, size_t first, Diagnostics& out) {
  std::map<std::string, const Statement*> known;
  for (auto& step : fresh.steps)
    for (auto& statement : step.statements)
      if (!statement.secrets.empty()) known[statement.shown()] = &statement;
  for (auto& step : saved.steps)
    for (auto& statement : step.statements) {
      if (statement.secrets.empty() || statement.transaction < first) continue;
      auto found = known.find(statement.shown());
      if (found == known.end()) {
        out.error("secret-missing", {},
                  fmt::format("{} needs a secret that the files do not give", step.resource->address),
                  "a plan holds no secrets: apply it with the files that it was made from (--src, or src in the "
                  "environment)");
        return false;
      }
      statement.sql = found->second->sql;
      statement.secrets = found->second->secrets;
    }
  return true;
}

}  // namespace schema
