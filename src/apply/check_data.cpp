#include "apply/check_data.hpp"

#include <chrono>

#include "sql/names.hpp"
#include "sql/quote.hpp"

namespace schema {

namespace {

/// More are not counted: it is enough to know that there are many.
constexpr int kMost = 1000;
/// For all questions together.
constexpr std::chrono::seconds kPatience{20};

class Checker {
 public:
  Checker(postgres::Connection& db, const Plan& plan) : db_(db), plan_(plan), transaction_(db, "READ ONLY") {
    db.execute(
        "SET LOCAL statement_timeout = '5s'; SET LOCAL lock_timeout = '1s'; SET LOCAL client_min_messages = error");
  }

  void check(Finding& finding) {
    if (finding.probe.empty() || finding.step >= plan_.steps.size()) return;
    if (std::chrono::steady_clock::now() > end_ || calls_volatile(finding.probe)) return;
    try {
      db_.execute("SAVEPOINT probe");
      db_.execute("SET LOCAL search_path = " + path(plan_.steps[finding.step]));
      tell(finding, db_.query(fmt::format("SELECT * FROM ({}) AS found LIMIT {}", finding.probe, kMost + 1)));
      db_.execute("RELEASE probe");
    } catch (const postgres::ServerError&) {
      // It speaks of what the plan itself makes, or takes too long.
      db_.execute("ROLLBACK TO probe");
    }
  }

  bool is_clear(const Finding& finding) const { return clear_.contains(&finding); }

 private:
  std::string path(const Step& step) const {
    std::vector<std::string> schemas;
    if (!step.search_path.empty()) schemas.push_back(sql::quote_ident(step.search_path));
    for (auto& schema : plan_.search_path) schemas.push_back(sql::quote_ident(schema));
    return schemas.empty() ? "''" : fmt::format("{}", fmt::join(schemas, ", "));
  }

  /// A plan only looks: what a check calls may do anything.
  bool calls_volatile(const std::string& probe) {
    std::vector<std::string> literals;
    for (auto& name : sql::names_in_query(probe).names)
      if (name.kind == sql::NameKind::routine) literals.push_back(sql::quote_literal(name.name));
    if (literals.empty()) return false;
    return db_
        .query(fmt::format("SELECT EXISTS (SELECT FROM pg_catalog.pg_proc WHERE provolatile = 'v' AND proname IN ({}))",
                           fmt::join(literals, ", ")))
        .boolean(0, 0);
  }

  void tell(Finding& finding, const postgres::Result& rows) {
    if (rows.rows() == 0) {
      clear_.insert(&finding);
      return;
    }
    std::string key;
    for (int i = 0; i < rows.columns(); ++i)
      key += fmt::format("{}{} = {}", i ? ", " : "", rows.column_name(i),
                         rows.is_null(0, i) ? "NULL" : shortened(rows.text(0, i)));
    auto count = rows.rows() > kMost ? fmt::format("more than {}", kMost) : std::to_string(rows.rows());
    finding.data =
        fmt::format("{} row{} in the way now, for example {}", count, rows.rows() == 1 ? " is" : "s are", key);
    finding.level = Level::deny;
    finding.fails = true;
  }

  static std::string shortened(std::string text) {
    constexpr size_t kLength = 40;
    std::replace_if(
        text.begin(), text.end(), [](unsigned char c) { return c < ' '; }, ' ');
    if (text.size() <= kLength) return text;
    auto end = kLength;
    while (end > 0 && (text[end] & 0xC0) == 0x80) --end;
    return text.substr(0, end) + "...";
  }

  postgres::Connection& db_;
  const Plan& plan_;
  postgres::Transaction transaction_;
  std::set<const Finding*> clear_;
  std::chrono::steady_clock::time_point end_ = std::chrono::steady_clock::now() + kPatience;
};

}  // namespace

void check_data(postgres::Connection& db, const Plan& plan, std::vector<Finding>& findings) {
  if (std::none_of(findings.begin(), findings.end(), [](auto& f) { return !f.probe.empty(); })) return;
  Checker checker(db, plan);
  for (auto& finding : findings) checker.check(finding);
  std::vector<Finding> left;
  for (auto& finding : findings) {
    bool clear = checker.is_clear(finding);
    if (clear && finding.level <= Level::warn) continue;
    if (clear) finding.data = "no row is in the way now";
    left.push_back(finding);
  }
  findings = std::move(left);
}

}  // namespace schema
