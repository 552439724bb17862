#pragma once
#include <doctest/doctest.h>

#include <filesystem>
#include <string>

#include "plan/plan.hpp"
#include "postgres/backend.hpp"
#include "postgres/execute.hpp"
#include "postgres/inspector.hpp"
#include "support/server.hpp"
#include "workspace/files.hpp"
#include "workspace/state.hpp"

namespace schema::test {

inline std::string shown(const Diagnostics& diagnostics) {
  std::string out;
  for (auto& d : diagnostics.all()) out += render(d, false);
  return out;
}

/// A case cannot go on; why has been reported.
struct Stopped {};

/// What a case needs, the server's version does not have.
struct TooOld {};

inline void stop_on_errors(const Diagnostics& diagnostics) {
  if (!diagnostics.has_errors()) return;
  for (auto& d : diagnostics.all())
    if (d.code == "needs-newer-server") throw TooOld();
  FAIL_CHECK(shown(diagnostics));
  throw Stopped();
}

/// One file on its way into a database, as `apply` does it but without a program of its own.
class FileRun {
 public:
  FileRun(postgres::Connection& db, postgres::ScratchJudge& judge, const std::filesystem::path& file,
          std::vector<std::string> manage = {"*"})
      : db_(db), judge_(judge), file_(file), manage_(std::move(manage)) {}

  /// The plan's SQL, as text; the plan is applied unless it is empty.
  std::string apply() {
    Diagnostics diagnostics;
    auto declared = load_files({file_.string()}, {.judge = &judge_}, sources_, diagnostics);
    stop_on_errors(diagnostics);
    auto current = postgres::inspect(db_, postgres::Reach::cluster);
    PlanOptions options{.scope = {.manage = manage_},
                        .moved = std::move(declared.moved),
                        .session_user = db_.query("SELECT current_user").text(0, 0)};
    auto plan = make_plan(current, declared.catalog, backend_, &judge_, options, diagnostics);
    stop_on_errors(diagnostics);
    std::string text;
    for (auto& step : plan.steps)
      for (auto& statement : step.statements) text += statement.shown() + ";\n";
    try {
      for (auto& command : commands(plan)) postgres::run(db_, command);
    } catch (const postgres::StepError& error) {
      db_.execute("ROLLBACK");
      report(error, diagnostics);
      MESSAGE(text);
      stop_on_errors(diagnostics);
    }
    return text;
  }

 private:
  postgres::Connection& db_;
  postgres::ScratchJudge& judge_;
  std::filesystem::path file_;
  std::vector<std::string> manage_;
  Sources sources_;
  postgres::Postgres backend_;
};

}  // namespace schema::test
