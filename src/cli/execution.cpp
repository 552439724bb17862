#include "cli/execution.hpp"

#include "cli/interrupt.hpp"
#include "cli/output.hpp"

namespace schema::cli {

namespace {

/// Whether the first step that is not committed runs outside of transactions: what it had done stays.
bool stays_half_done(const Plan& plan, const RunResult& result) {
  if (result.committed >= plan.steps.size()) return false;
  auto& statements = plan.steps[result.committed].statements;
  return std::any_of(statements.begin(), statements.end(), [](auto& s) { return !s.transactional; });
}

/// How a run that was broken off left the database.
std::string left_behind(const Plan& plan, const RunResult& result) {
  if (stays_half_done(plan, result))
    return fmt::format(
        "The first {} of {} steps are committed. What the next one did outside of a transaction stays. The same "
        "command "
        "goes on from there.",
        result.committed, plan.steps.size());
  if (result.committed == 0) return "Nothing was changed: the transaction was rolled back.";
  return fmt::format(
      "The first {} of {} steps are committed, the others were rolled back. The same command goes on from there.",
      result.committed, plan.steps.size());
}

}  // namespace

std::optional<int> execute_plan(Context& context, Session& session, const Plan& plan, RunOptions options) {
  RunResult result;
  ProgressBar bar(context);
  options.progress = [&](const Step& step, size_t i) {
    if (interrupted()) throw Interrupted();
    bar.show(i, plan.steps.size(), step.resource->address);
  };
  options.say = [&](const std::string& line) {
    bar.clear();
    say(context, line);
  };
  options.stop = interrupted;
  try {
    run_plan(session.connection(), plan, options, result);
  } catch (const postgres::ConnectionError&) {
    bar.clear();
    context.epilogue = "The connection was lost: the same command finishes what is still to be done.";
    throw;
  } catch (const postgres::StepError& error) {
    // Reported here, while the plan that it points into is alive.
    bar.clear();
    if (!interrupted()) report(error, context.diagnostics);
    context.epilogue = left_behind(plan, result);
    return kError;
  } catch (const Interrupted&) {
    bar.clear();
    context.epilogue = left_behind(plan, result);
    throw;
  }
  return {};
}

int report_applied(Context& context, const Plan& plan, const Outputs& outputs, double seconds) {
  auto text =
      fmt::format("Applied: {} in {:.2f} s.\n{}", totals_text(totals(plan), true), seconds, print_outputs(outputs));
  if (context.options.json)
    text =
        fmt::format("{{\"applied\": true, \"seconds\": {:.3f}, \"plan\": {}}}\n", seconds, print_json(plan, outputs));
  return write_result(context, text) ? kDone : kError;
}

}  // namespace schema::cli
