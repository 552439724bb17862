#include "lint/report.hpp"

#include "text/json.hpp"

namespace schema::lint {

namespace {

std::string message_of(const Finding& f) {
  auto text = f.address.empty() ? f.message : fmt::format("{}: {}", f.address, f.message);
  return f.data.empty() ? text : text + "; " + f.data;
}

std::string_view title_of(const Finding& f) {
  auto rule = find_rule(f.code);
  return rule ? rule->title : std::string_view(f.code);
}

struct Place {
  std::string file;
  Position from, to;
};

Place place_of(const Finding& f, const std::string& elsewhere) {
  if (!f.where) return {elsewhere, {}, {}};
  return {f.where.file->path(), f.where.file->position(f.where.begin), f.where.file->position(f.where.end)};
}

std::string escaped(std::string_view text, std::string_view characters) {
  std::string out;
  for (char c : text)
    if (characters.find(c) != std::string_view::npos)
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    else
      out += c;
  return out;
}

/// What stays the same while lines move: for programs that compare two reports (FNV-1a).
std::string fingerprint(const Finding& f) {
  uint64_t hash = 14695981039346656037u;
  for (unsigned char c : f.code + "\n" + f.address + "\n" + f.message) hash = (hash ^ c) * 1099511628211u;
  return fmt::format("{:016x}", hash);
}

}  // namespace

Diagnostic as_diagnostic(const Finding& f) {
  Diagnostic d{f.level == Level::deny ? Severity::error : Severity::warning, f.code, f.where, message_of(f), {}, {}};
  d.help = f.code == "LN101" ? "" : fmt::format("schema lint --rule {}", f.code);
  return d;
}

std::string report_text(const std::vector<Finding>& findings, bool color) {
  if (findings.empty()) return "No findings.\n";
  std::string out;
  auto count = [&](Level level) {
    return std::count_if(findings.begin(), findings.end(), [&](auto& f) { return f.level == level; });
  };
  for (auto& f : findings) out += render(as_diagnostic(f), color) + "\n";
  auto open = count(Level::confirm);
  return out + fmt::format("{} finding{}, {} denied{}.\n", findings.size(), findings.size() == 1 ? "" : "s",
                           count(Level::deny), open ? fmt::format(", {} to confirm", open) : "");
}

std::string report_json(const std::vector<Finding>& findings) {
  Json json = {{"format", 1}, {"findings", Json::array()}};
  for (auto& f : findings) {
    auto place = place_of(f, "");
    Json item = {{"code", f.code},       {"level", level_name(f.level)}, {"address", f.address},
                 {"message", f.message}, {"destructive", f.destructive}, {"data", f.data}};
    item["at"] = !f.where ? Json(nullptr)
                          : Json{{"file", place.file},
                                 {"line", place.from.line},
                                 {"column", place.from.column},
                                 {"end_line", place.to.line},
                                 {"end_column", place.to.column}};
    json["findings"].push_back(std::move(item));
  }
  return json_document(json);
}

std::string report_sarif(const std::vector<Finding>& findings, const std::string& elsewhere, std::string_view version) {
  Json rules = Json::array(), results = Json::array();
  std::map<std::string_view, size_t> indexes;
  for (auto code : all_codes()) {
    auto& rule = *find_rule(code);
    indexes[code] = rules.size();
    rules.push_back({{"id", code},
                     {"shortDescription", {{"text", rule.title}}},
                     {"fullDescription", {{"text", rule.doc}}},
                     {"defaultConfiguration",
                      {{"level", rule.level == Level::deny  ? "error"
                                 : rule.level == Level::off ? "none"
                                                            : "warning"}}}});
  }
  for (auto& f : findings) {
    auto place = place_of(f, elsewhere);
    Json physical = {{"artifactLocation", {{"uri", escaped(place.file, " %#?\"<>\\^`{|}")}}}};
    physical["region"] = {{"startLine", place.from.line},
                          {"startColumn", place.from.column},
                          {"endLine", place.to.line},
                          {"endColumn", place.to.column}};
    Json location = {{"physicalLocation", physical}};
    if (!f.address.empty()) location["logicalLocations"] = {{{"fullyQualifiedName", f.address}}};
    results.push_back({{"ruleId", f.code},
                       {"ruleIndex", indexes[f.code]},
                       {"level", f.level == Level::deny ? "error" : "warning"},
                       {"message", {{"text", message_of(f)}}},
                       {"locations", {location}},
                       {"partialFingerprints", {{"finding/v1", fingerprint(f)}}}});
  }
  Json driver = {{"name", "schema"}, {"version", version}, {"rules", rules}};
  Json run = {{"tool", {{"driver", driver}}}, {"columnKind", "unicodeCodePoints"}, {"results", results}};
  return json_document({{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
               {"version", "2.1.0"},
               {"runs", Json::array({run})}});
}

std::string report_github(const std::vector<Finding>& findings, const std::string& elsewhere) {
  std::string out;
  for (auto& f : findings) {
    auto place = place_of(f, elsewhere);
    auto title = fmt::format("{} {}", f.code, title_of(f));
    out += fmt::format("::{} file={},line={},endLine={},col={},title={}::{}\n",
                       f.level == Level::deny ? "error" : "warning", escaped(place.file, "%\r\n:,"), place.from.line,
                       place.to.line, place.from.column, escaped(title, "%\r\n:,"), escaped(message_of(f), "%\r\n"));
  }
  return out;
}

std::string report_gitlab(const std::vector<Finding>& findings, const std::string& elsewhere) {
  auto json = Json::array();
  for (auto& f : findings) {
    auto place = place_of(f, elsewhere);
    json.push_back({{"description", message_of(f)},
                    {"check_name", f.code},
                    {"fingerprint", fingerprint(f)},
                    {"severity", f.level == Level::deny      ? "blocker"
                                 : f.level == Level::confirm ? "major"
                                                             : "minor"},
                    {"location", {{"path", place.file}, {"lines", {{"begin", place.from.line}}}}}});
  }
  return json_document(json);
}

std::string list_rules() {
  std::string out;
  for (auto& family : all_families()) {
    out += fmt::format("{}{}\n", out.empty() ? "" : "\n", family.title);
    for (auto& rule : family.rules)
      out += fmt::format("  {:<6} {:<8} {}\n", rule.code, level_name(rule.level), rule.title);
  }
  return out;
}

std::string list_rules_json(std::string_view code) {
  auto json = Json::array();
  for (auto& family : all_families())
    for (auto& rule : family.rules)
      if (code.empty() || rule.code == code)
        json.push_back({{"code", rule.code},
                      {"level", level_name(rule.level)},
                      {"title", rule.title},
                      {"family", family.title},
                      {"doc", rule.doc}});
  return json_document(json);
}

}  // namespace schema::lint
