#include "cli/errors.hpp"

#include <fmt/format.h>

#include <set>

#include "cli/interrupt.hpp"
#include "cli/output.hpp"
#include "postgres/execute.hpp"
#include "text/json.hpp"

namespace schema::cli {

namespace {

using postgres::ConnectionError;
using postgres::ServerError;
/// More than anybody reads before the next try.
constexpr size_t kShownErrors = 40;

std::string code_of(ConnectionError::Reason reason) {
  switch (reason) {
    case ConnectionError::Reason::bad_url:
      return "bad-url";
    case ConnectionError::Reason::server_down:
      return "server-down";
    case ConnectionError::Reason::wrong_password:
      return "wrong-password";
    case ConnectionError::Reason::unknown_database:
      return "unknown-database";
    case ConnectionError::Reason::no_permission:
      return "no-permission";
    case ConnectionError::Reason::lost:
      return "connection-lost";
    case ConnectionError::Reason::embedded:
      return "embedded-server";
    case ConnectionError::Reason::other:
      break;
  }
  return "connection";
}

/// A query of the tool's own that the server refused.
void report(const ServerError& e, Diagnostics& out) {
  bool permission = e.sqlstate == "42501";
  auto& d = out.error(permission ? "no-permission" : "server-error", {},
                      fmt::format("the server says: {} (SQLSTATE {})", e.message, e.sqlstate), e.hint);
  if (permission && d.help.empty()) d.help = "connect as the owner of these objects, or ask for the privilege";
  if (!e.detail.empty()) d.related.push_back({{}, "detail: " + e.detail});
  d.related.push_back({{}, "statement: " + e.statement.substr(0, e.statement.find('\n'))});
}

Json place_json(const Range& where) {
  if (!where) return nullptr;
  auto from = where.file->position(where.begin), to = where.file->position(where.end);
  return {{"file", where.file->path()},
          {"line", from.line},
          {"column", from.column},
          {"end_line", to.line},
          {"end_column", to.column}};
}

Json diagnostic_json(const Diagnostic& d) {
  auto severity = d.severity == Severity::error ? "error" : d.severity == Severity::warning ? "warning" : "note";
  Json json = {
      {"severity", severity}, {"code", d.code}, {"message", d.message}, {"help", d.help}, {"at", place_json(d.where)}};
  json["related"] = Json::array();
  for (auto& r : d.related) json["related"].push_back({{"message", r.message}, {"at", place_json(r.where)}});
  return json;
}

void print_diagnostics_json(const Context& context) {
  Json json;
  json["diagnostics"] = Json::array();
  for (auto& d : context.diagnostics.all()) json["diagnostics"].push_back(diagnostic_json(d));
  std::fputs(json_document(json).c_str(), stdout);
}

void print_diagnostics(const Context& context) {
  if (context.options.json && context.diagnostics.has_errors()) print_diagnostics_json(context);
  auto paint = paint_for(context, stderr);
  std::set<std::string> seen;  // two stages may find the same mistake
  size_t errors = 0;
  for (auto& d : context.diagnostics.all()) {
    bool error = d.severity == Severity::error;
    if (!error && context.options.quiet) continue;
    auto text = render(d, paint.on);
    if (!seen.insert(text).second) continue;
    errors += error ? 1 : 0;
    if (!error || errors <= kShownErrors) std::fprintf(stderr, "%s\n", text.c_str());
  }
  if (errors > kShownErrors)
    std::fprintf(stderr, "%zu errors in all; the first %zu are shown.\n", errors, kShownErrors);
}

}  // namespace

int run_guarded(Context& context, const std::function<int()>& command) {
  auto& out = context.diagnostics;
  int code = kError;
  try {
    code = command();
  } catch (const Interrupted&) {  // said below
  } catch (const postgres::StepError& e) {
    report(e, out);
  } catch (const ServerError& e) {
    if (!interrupted()) report(e, out);
  } catch (const ConnectionError& e) {
    out.error(code_of(e.reason), {}, e.what(), e.help);
  } catch (const std::exception& e) {
    out.error("internal-error", {}, e.what(),
              "this is a mistake in the tool: please report it with the files that lead to it");
  }
  if (interrupted()) {
    std::fputs("Interrupted.\n", stderr);
    code = kInterrupted;
  }
  print_diagnostics(context);
  if (!context.epilogue.empty()) std::fprintf(stderr, "%s\n", context.epilogue.c_str());
  return code == kDone && out.has_errors() ? kError : code;
}

}  // namespace schema::cli
