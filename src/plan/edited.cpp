#include "plan/plan_file.hpp"
#include "plan/step_list.hpp"
#include "sql/lex.hpp"
#include "sql/split.hpp"

namespace schema {

namespace {

/// The first words of a statement, lower case, with one blank between them.
std::string first_words(std::string_view text, size_t count) {
  std::string out;
  for (size_t at = 0; at < text.size() && count > 0; --count) {
    auto end = std::min(text.find_first_of(" \t\r\n=", at), text.size());
    out += (out.empty() ? "" : " ") + sql::fold(text.substr(at, end - at));
    at = std::min(text.find_first_not_of(" \t\r\n=", end), text.size());
  }
  return out;
}

/// What print_sql sets for each transaction; the plan says it again when it runs.
bool is_own_setting(std::string_view text) {
  static constexpr std::string_view names[] = {"search_path", "lock_timeout", "statement_timeout",
                                               "check_function_bodies"};
  auto local = first_words(text, 3), session = first_words(text, 2);
  return std::any_of(std::begin(names), std::end(names), [&](auto name) {
    return local == fmt::format("set local {}", name) || session == fmt::format("set {}", name);
  });
}

class EditedScript {
 public:
  EditedScript(Plan& plan, const SourceFile& script, Diagnostics& out)
      : plan_(plan), script_(script), out_(out), steps_(without_statements(plan)) {
    for (size_t i = 0; i < plan.steps.size(); ++i)
      for (auto& statement : plan.steps[i].statements) old_.emplace_back(i, &statement);
  }

  void take() {
    for (auto& found : sql::split_statements(script_.text())) {
      if (found.kind == sql::StatementKind::meta) continue;
      Range where{&script_, found.begin, found.end};
      read(where);
    }
    if (inside_) out_.error("edited-plan", {}, "a transaction of the edited plan has no COMMIT");
    if (out_.has_errors()) return;
    steps_.move_into(plan_);
    tell_edited(plan_);
  }

 private:
  static std::vector<Step> without_statements(const Plan& plan) {
    auto steps = plan.steps;
    for (auto& step : steps) step.statements.clear();
    return steps;
  }

  void read(Range where) {
    auto word = first_words(where.text(), 1);
    if (word == "begin" || word == "commit") {
      if ((word == "begin") == inside_)
        out_.error("edited-plan", where, inside_ ? "a BEGIN inside of a transaction" : "a COMMIT without a BEGIN");
      inside_ = word == "begin";
      ++number_;
      return;
    }
    if (word == "rollback" || word == "abort" || word == "end" || word == "savepoint" || word == "start")
      out_.error("edited-plan", where, "an edited plan groups its statements by BEGIN and COMMIT alone");
    if (!is_own_setting(where.text())) add(where);
  }

  void add(Range where) {
    auto text = std::string(where.text());
    auto same = std::find_if(old_.begin(), old_.end(), [&](auto& o) { return o.second->shown() == text; });
    Statement statement;
    auto step = steps_.last();
    if (same != old_.end()) {
      step = same->first;
      statement = *same->second;
      old_.erase(same);
    } else {
      statement.sql = std::move(text);
      statement.by_module = is_by_module(statement.sql);
      statement.locks(Lock::access_exclusive);
      if (statement.sql.find("'(sensitive)'") != std::string::npos)
        out_.error("edited-plan", where, "a statement with a secret cannot be edited");
    }
    if (!inside_) ++number_;
    statement.transactional = inside_;
    statement.transaction = number_;
    steps_.add(step, std::move(statement));
  }

  Plan& plan_;
  const SourceFile& script_;
  Diagnostics& out_;
  StepList steps_;
  std::vector<std::pair<size_t, const Statement*>> old_;  ///< those not met yet, with their steps
  bool inside_ = false;                                    ///< of a transaction
  size_t number_ = 0;
};

}  // namespace

bool is_by_module(std::string_view sql) { return first_words(sql, 2) == "security label"; }

bool all_planned(const Plan& plan) {
  static constexpr std::string_view kWords[] = {"alter",  "comment",  "create", "do",      "drop",
                                                "grant",  "insert",   "lock",   "refresh", "reset",
                                                "revoke", "security", "select", "set",     "update"};
  auto is_planned = [](const Statement& statement) {
    auto parts = sql::split_statements(statement.sql);
    auto word = first_words(statement.sql, 1);
    return parts.size() == 1 && first_words(statement.sql, 2) != "alter system" &&
           std::find(std::begin(kWords), std::end(kWords), word) != std::end(kWords);
  };
  for (auto& step : plan.steps)
    if (!std::all_of(step.statements.begin(), step.statements.end(), is_planned)) return false;
  return true;
}

void tell_edited(Plan& plan, std::string message) {
  constexpr auto kCode = "ED101";
  if (std::any_of(plan.findings.begin(), plan.findings.end(), [](auto& f) { return f.code == kCode; })) return;
  plan.findings.push_back(
      {.code = kCode, .level = Level::confirm, .address = "plan", .message = std::move(message)});
}

void take_edited(Plan& plan, const SourceFile& script, Diagnostics& out) { EditedScript(plan, script, out).take(); }

}  // namespace schema
