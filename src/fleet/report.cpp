#include "fleet/report.hpp"

#include "fleet/print.hpp"
#include "text/json.hpp"

namespace schema::fleet {

namespace {
/// More failed tenants than this are only counted.
constexpr size_t kShown = 40;
}  // namespace

std::string_view extent(const RolloutRun& run) {
  auto done = run.count(State::done), half = run.count(State::half_done);
  auto left = run.count(State::waiting) + run.count(State::failed) + half;
  return left == 0 ? "all" : done + half > 0 ? "some" : "none";
}

std::string report_text(const RolloutRun& run, double seconds) {
  auto done = run.count(State::done), unchanged = run.count(State::unchanged);
  auto all = run.jobs().size() - unchanged;
  auto text = fmt::format("Applied: {} of {} tenants in {:.2f} s", count_text(done), count_text(all), seconds);
  if (done > 1 && seconds > 0) text += fmt::format(" ({:.0f} a second)", static_cast<double>(done) / seconds);
  text += unchanged > 0 ? fmt::format("; {} had nothing to do.\n", count_text(unchanged)) : ".\n";
  size_t shown = 0;
  for (auto& job : run.jobs()) {
    if (job.state != State::failed && job.state != State::half_done) continue;
    if (++shown > kShown) continue;
    text += fmt::format("  {} {}: {}{}\n", job.tenant->name, state_word(job.state),
                        job.address.empty() ? "" : job.address + ": ", job.error);
  }
  if (shown > kShown) text += fmt::format("  and {} more\n", count_text(shown - kShown));
  auto waiting = run.count(State::waiting);
  if (!run.stopped().empty())
    text += fmt::format("Stopped, since {}: {} not begun. The same command goes on with what is left.\n", run.stopped(),
                        waiting == 1 ? "1 tenant was" : count_text(waiting) + " tenants were");
  else if (shown > 0)
    text += "The same command tries again what is left.\n";
  return text;
}

std::string report_json(const RolloutRun& run, const std::string& name, double seconds) {
  Json json = {{"format", 1}, {"run", name}, {"applied", extent(run)}, {"seconds", seconds}, {"stopped", nullptr}};
  if (!run.stopped().empty()) json["stopped"] = run.stopped();
  for (auto state : {State::done, State::failed, State::half_done, State::waiting, State::unchanged})
    json["count"][std::string(state_word(state))] = run.count(state);
  json["tenants"] = Json::array();
  for (auto& job : run.jobs()) {
    Json one = {{"name", job.tenant->name}, {"schemas", job.tenant->schemas}, {"state", state_word(job.state)}};
    if (job.state != State::unchanged) {
      one["wave"] = job.wave;
      one["parts_done"] = job.progress.done;
      one["attempts"] = job.attempts;
      one["seconds"] = job.seconds;
    }
    if (job.tenant->leaving) one["leaving"] = true;
    if (!job.error.empty()) one["error"] = {{"message", job.error}, {"address", job.address}};
    json["tenants"].push_back(std::move(one));
  }
  return json_document(json);
}

}  // namespace schema::fleet
