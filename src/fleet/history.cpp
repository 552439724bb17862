#include "fleet/history.hpp"

#include "text/json.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

namespace schema::fleet {

namespace {

/// A name as part of a file's.
std::string file_part(std::string name) {
  for (auto& c : name)
    if (!std::isalnum(static_cast<unsigned char>(c)) && c != '-' && c != '_') c = '_';
  return name;
}

}  // namespace

std::string run_name() {
  auto now = std::chrono::system_clock::now();
  auto part = std::chrono::duration_cast<std::chrono::milliseconds>(now.time_since_epoch()).count() % 1000;
  return fmt::format("{:%Y-%m-%dT%H:%M:%S}.{:03d}Z", fmt::gmtime(std::chrono::system_clock::to_time_t(now)), part);
}

History::History(const std::filesystem::path& root, const std::string& environment)
    : path_(root / ".schema" / fmt::format("rollout-{}.jsonl", file_part(environment))) {}

std::optional<History::Broken> History::broken() const {
  std::ifstream in(path_);
  std::optional<Broken> found;
  for (std::string text; std::getline(in, text);) {
    auto line = parse_json(text);
    if (!line.is_object()) continue;  // the last line of a crash may be half of one
    if (line.contains("begins"))
      found = Broken{line.value("begins", ""), line.value("at", ""), 0, 0, line.value("tenants", size_t{0})};
    if (found && line.contains("tenant"))
      ++(line.value("state", "") == state_word(State::done) ? found->done : found->failed);
    if (line.contains("ends")) found.reset();
  }
  return found;
}

void History::begin(const std::string& run, size_t tenants) {
  std::filesystem::create_directories(path_.parent_path());
  out_.open(path_, std::ios::trunc);
  write(json_line(Json{{"begins", run}, {"at", run_name()}, {"tenants", tenants}}));
  if (!out_) throw std::runtime_error(fmt::format("{} cannot be written", path_.string()));
}

void History::add(const Job& job) {
  Json line = {
      {"tenant", job.tenant->name}, {"state", state_word(job.state)}, {"parts", job.progress.done}, {"at", run_name()}};
  if (!job.error.empty()) line["error"] = job.error;
  write(json_line(line));
}

void History::end(std::string_view extent) { write(json_line(Json{{"ends", extent}, {"at", run_name()}})); }

void History::write(const std::string& line) { out_ << line << "\n" << std::flush; }

}  // namespace schema::fleet
