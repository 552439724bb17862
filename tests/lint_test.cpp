// The rules: each one's examples, the comments that ignore findings, the levels, the reports, and the page of the
// documentation. No server.
#include <doctest/doctest.h>

#include <cstdlib>
#include <deque>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "lint/check_settings.hpp"
#include "lint/dynamic_sql.hpp"
#include "lint/engine.hpp"
#include "lint/report.hpp"
#include "postgres/backend.hpp"
#include "resolve/resolve.hpp"
#include "syntax/format.hpp"
#include "syntax/parse.hpp"
#include "workspace/files.hpp"

using namespace schema;

namespace {

std::string shown(const Diagnostics& diagnostics) {
  std::string out;
  for (auto& d : diagnostics.all()) out += render(d, false);
  return out;
}

/// Everything that a test's findings point into.
struct World {
  Sources sources, old_sources;
  Declared now, before;
  Plan plan;

  void declare(std::string_view text, Declared& into, Sources& from) {
    Diagnostics out;
    auto body = syntax::parse(from.add("a.schema", std::string(text)), out);
    auto module = lang::evaluate({&body}, evaluation_options(".", from), out);
    into = decode(module.blocks, out);
    resolve(into, {}, out);
    REQUIRE_MESSAGE(!out.has_errors(), shown(out) << text);
  }

  std::vector<Finding> lint(std::string_view text, std::string_view old = {}, const lint::Settings& settings = {}) {
    declare(text, now, sources);
    if (old.empty()) return lint::lint({.desired = now.catalog, .sources = sources, .settings = settings});
    declare(old, before, old_sources);
    before.catalog.server_version = 150000;
    Diagnostics out;
    PlanOptions options{.scope = {.manage = {"*", "role"}}, .moved = now.moved};
    plan = make_plan(before.catalog, now.catalog, postgres::backend(), nullptr, options, out);
    REQUIRE_MESSAGE(!out.has_errors(), shown(out));
    return lint::lint(
        {.desired = now.catalog, .current = &before.catalog, .plan = &plan, .sources = sources, .settings = settings});
  }
};

/// The lines at which findings of a rule stand; 0 for one without a place.
std::vector<uint32_t> lines_of(const std::vector<Finding>& findings, std::string_view code) {
  std::vector<uint32_t> lines;
  for (auto& f : findings)
    if (f.code == code) lines.push_back(f.where ? f.where.file->position(f.where.begin).line : 0);
  return lines;
}

/// The line with "# here"; 0 if there is none.
uint32_t marked_line(std::string_view text) {
  auto at = text.find("# here");
  if (at == std::string_view::npos) return 0;
  return static_cast<uint32_t>(std::count(text.begin(), text.begin() + static_cast<long>(at), '\n')) + 1;
}

std::string all_of(const std::vector<Finding>& findings) {
  std::string out;
  for (auto& f : findings) out += fmt::format("{} {} {} {}\n", f.where.to_string(), f.code, f.address, f.message);
  return out;
}

std::string read(const std::filesystem::path& path) {
  std::ifstream in(path);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

constexpr const char* kClock = R"(table "call" {
  column "at" { type = timestamp }
  column "id" { type = bigint }
  primary_key { columns = [column.id] }
}
schema "app" {}
)";

std::vector<Finding> lint_text(std::string_view text, const lint::Settings& settings = {}) {
  static std::deque<World> worlds;  // findings point into them
  return worlds.emplace_back().lint(text, {}, settings);
}

}  // namespace

TEST_CASE("each rule reports its bad example at the marked line, and not its good one") {
  lint::Settings settings;
  settings.levels["*"] = "warn";  // also those that are off
  for (auto& family : lint::all_families())
    for (auto& rule : family.rules) {
      if (rule.example.bad.empty()) continue;
      INFO(rule.code);
      World bad, good;
      auto found = bad.lint(rule.example.bad, rule.example.old, settings);
      auto lines = lines_of(found, rule.code);
      CHECK_MESSAGE(lines == std::vector<uint32_t>{marked_line(rule.example.bad)}, all_of(found));
      auto none = good.lint(rule.example.good, rule.example.old, settings);
      CHECK_MESSAGE(lines_of(none, rule.code).empty(), all_of(none));
    }
}

TEST_CASE("examples are in canonical layout") {
  for (auto& family : lint::all_families())
    for (auto& rule : family.rules)
      for (auto example : {rule.example.bad, rule.example.good, rule.example.old}) {
        INFO(rule.code);
        Diagnostics problems;
        CHECK(syntax::format(SourceFile("example", std::string(example)), problems) == std::string(example));
      }
}

TEST_CASE("every code that a statement raises is a rule, and every rule says what it means") {
  std::set<std::string_view> codes;
  for (auto& family : lint::all_families())
    for (auto& rule : family.rules) {
      CHECK(codes.insert(rule.code).second);
      CHECK(rule.title.size() > 3);
      CHECK(rule.doc.size() > 20);
    }
  for (auto& entry : std::filesystem::directory_iterator(std::filesystem::path(SCHEMA_ROOT) / "src/postgres")) {
    auto text = read(entry.path());
    constexpr std::string_view kCall = "hazard(\"";
    for (auto at = text.find(kCall); at != std::string::npos; at = text.find(kCall, at + 1)) {
      auto code = text.substr(at + kCall.size(), 5);
      CHECK_MESSAGE(lint::find_rule(code), entry.path().string() << ": " << code);
    }
  }
}

TEST_CASE("the pages of the rules") {
  auto docs = std::filesystem::path(SCHEMA_ROOT) / "docs";
  std::map<std::filesystem::path, std::string> pages = {{docs / "lint.md", lint::document()}};
  for (auto& family : lint::all_families())
    for (auto& rule : family.rules) pages[docs / "lint" / fmt::format("{}.md", rule.code)] = lint::page(rule);
  for (auto& [path, text] : pages) {
    if (std::getenv("SCHEMA_ACCEPT")) std::ofstream(path) << text;
    CHECK(text == read(path));
  }
  for (auto& entry : std::filesystem::directory_iterator(docs / "lint"))
    CHECK_MESSAGE(pages.contains(entry.path()), entry.path().string() << " is no rule's");
}

TEST_CASE("a comment ignores") {
  CHECK(lines_of(lint_text(kClock), "TY101") == std::vector<uint32_t>{2});
  auto with = [](std::string before, std::string after) {
    return "table \"call\" {\n" + before + "  column \"at\" { type = timestamp }" + after +
           "\n  column \"id\" { type = bigint }\n  primary_key { columns = [column.id] }\n}\nschema \"app\" {}\n";
  };
  CHECK(lint_text(with("", " # schema:ignore TY101 local time")).empty());
  CHECK(lint_text(with("  // schema:ignore TY101 local time\n", "")).empty());
  CHECK(lint_text(with("  # schema:ignore TB101, TY101 local time\n  # as the station says\n\n", "")).empty());
  CHECK(lint_text("# schema:ignore TY101 local time\n" + with("", "")).empty());
  SUBCASE("another rule's code hides nothing, and is told") {
    auto found = lint_text(with("", " # schema:ignore TY103 local time"));
    CHECK(lines_of(found, "TY101") == std::vector<uint32_t>{2});
    CHECK(lines_of(found, "LN101") == std::vector<uint32_t>{2});
  }
  SUBCASE("a reason is asked for, and a code that exists") {
    CHECK(lines_of(lint_text(with("", " # schema:ignore TY101")), "LN101").size() == 1);
    auto found = lint_text(with("", " # schema:ignore TY1O1 local time"));
    REQUIRE(lines_of(found, "LN101").size() == 1);
    CHECK(all_of(found).find("did you mean \"TY101\"") != std::string::npos);
  }
  SUBCASE("of a rule about changes nothing is known without a plan") {
    CHECK(lines_of(lint_text(with("", " # schema:ignore DS103, TY101 on its way out")), "LN101").empty());
  }
}

TEST_CASE("levels: by code, by pattern, by address, by size") {
  auto level = [](const lint::Settings& settings, double rows = -1) {
    Finding finding{.code = "DS103", .address = "table.app.call.column.note", .destructive = true};
    return lint::judge(finding, Level::warn, settings, rows);
  };
  lint::Settings settings;
  CHECK(level(settings) == Level::confirm);
  settings.destructive.text = "deny";
  CHECK(level(settings) == Level::deny);
  settings.destructive.text = "allow";
  CHECK(level(settings) == Level::warn);
  settings.levels["DS103"] = "off";
  settings.levels["DS*"] = "deny";
  CHECK(level(settings) == Level::off);
  settings.overrides.push_back({"DS1*", {"table.app.call"}, {}, {"confirm"}});
  CHECK(level(settings) == Level::confirm);
  settings.overrides.push_back({"DS103", {}, 1000, {"deny"}});
  CHECK(level(settings, 999) == Level::confirm);
  CHECK(level(settings, 1000) == Level::deny);
  settings.overrides.push_back({"DS103", {"table.billing.*"}, {}, {"off"}});
  CHECK(level(settings, 1000) == Level::deny);
}

TEST_CASE("what is protected stays, whatever a comment says") {
  lint::Settings settings;
  settings.destructive.text = "allow";
  settings.protect = {"table.*.call"};
  constexpr auto kOld =
      "schema \"app\" {}\ntable \"call\" {\n  column \"id\" { type = bigint }\n  column \"x\" { type = bigint }\n}\n";
  World column;
  auto found = column.lint(
      "schema \"app\" {}\n# schema:ignore PR101 please\ntable \"call\" {\n  column \"id\" { type = bigint }\n}\n", kOld,
      settings);
  auto denied =
      std::count_if(found.begin(), found.end(), [](auto& f) { return f.code == "PR101" && f.level == Level::deny; });
  CHECK_MESSAGE(denied == 1, all_of(found));
  World table;
  auto gone = table.lint("schema \"app\" {}\n", kOld, settings);
  CHECK_MESSAGE(lines_of(gone, "PR101").size() >= 1, all_of(gone));
}

TEST_CASE("names: what the policy says") {
  lint::Settings settings;
  settings.naming.emplace();
  settings.naming->table = "t_.*";
  CHECK(lines_of(lint_text(kClock, settings), "NM102") == std::vector<uint32_t>{1});
  settings.naming->table = "c.*";
  settings.naming->all = "[a-z]+";
  CHECK(lines_of(lint_text(kClock, settings), "NM102").empty());
  settings.naming->all = "[a-b]+";
  CHECK(lines_of(lint_text(kClock, settings), "NM103").size() == 2);
}

TEST_CASE("dynamic SQL") {
  auto found = [](std::string_view body) {
    std::string names;
    for (auto& i : lint::find_injections(body, {"what", "$1"})) names += i.name + " ";
    return names;
  };
  CHECK(found("BEGIN EXECUTE 'SELECT ' || what; END") == "what ");
  CHECK(found("BEGIN EXECUTE what; END") == "what ");
  CHECK(found("BEGIN EXECUTE 'SELECT ' || $1; END") == "$1 ");
  CHECK(found("BEGIN EXECUTE 'SELECT ' || quote_ident(what); END") == "");
  CHECK(found("BEGIN EXECUTE 'SELECT $1' USING what; END") == "");
  CHECK(found("BEGIN EXECUTE format('SELECT %I', what); END") == "");
  CHECK(found("BEGIN EXECUTE format('SELECT %s', what); END") == "what ");
  CHECK(found("BEGIN EXECUTE format('SELECT %I, %s', what, 1); END") == "");
  CHECK(found("BEGIN EXECUTE format('SELECT %2$s', what, 1); END") == "");
  CHECK(found("BEGIN EXECUTE format('SELECT %1$s', what, 1); END") == "what ");
  CHECK(found("BEGIN EXECUTE format(what, 1); END") == "what ");
  CHECK(found("BEGIN EXECUTE 'SELECT count(*) FROM ' || what::regclass; END") == "");
  CHECK(found("BEGIN EXECUTE 'SELECT ' || what::text; END") == "what ");
  CHECK(found("DECLARE q text; BEGIN q := 'SELECT ' || what; EXECUTE q; END") == "q ");
  CHECK(found("DECLARE q text := 'SELECT ' || what; BEGIN EXECUTE q INTO q; END") == "q ");
  CHECK(found("DECLARE q text; BEGIN q := 'SELECT ' || what; q := 'SELECT 1'; EXECUTE q; END") == "");
  CHECK(found("BEGIN RETURN QUERY EXECUTE 'SELECT ' || what; END") == "what ");
  CHECK(found("BEGIN FOR r IN EXECUTE 'SELECT ' || what LOOP NULL; END LOOP; END") == "what ");
  CHECK(found("BEGIN PERFORM 1 FROM t WHERE x = what; END") == "");
  CHECK(found("BEGIN IF what = 'a' THEN EXECUTE 'SELECT 1'; END IF; END") == "");
}

TEST_CASE("reports") {
  World world;
  auto found = world.lint(kClock);
  REQUIRE(found.size() == 1);
  auto json = nlohmann::json::parse(lint::report_json(found));
  CHECK(json["findings"][0]["code"] == "TY101");
  CHECK(json["findings"][0]["at"]["line"] == 2);
  auto sarif = nlohmann::json::parse(lint::report_sarif(found, "schema.hcl", "1"));
  auto& run = sarif["runs"][0];
  auto& result = run["results"][0];
  CHECK(run["tool"]["driver"]["rules"][result["ruleIndex"].get<size_t>()]["id"] == "TY101");
  CHECK(result["locations"][0]["physicalLocation"]["region"]["startLine"] == 2);
  CHECK(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "a.schema");
  auto gitlab = nlohmann::json::parse(lint::report_gitlab(found, "schema.hcl"));
  CHECK(gitlab[0]["location"]["lines"]["begin"] == 2);
  CHECK(lint::report_github(found, "schema.hcl").starts_with("::warning file=a.schema,line=2,endLine=2,col="));
  Finding nasty{.code = "TY101", .level = Level::deny, .address = "table.a", .message = "100%\n::error::x"};
  CHECK(lint::report_github({nasty}, "a,b:c").find("::error file=a%2Cb%3Ac,") == 0);
  CHECK(lint::report_github({nasty}, "x").find("100%25%0A::error::x\n") != std::string::npos);
  CHECK(lint::report_text(found, false).find("1 finding, 0 denied.") != std::string::npos);
  CHECK(lint::report_text({}, false) == "No findings.\n");
}

TEST_CASE("a policy that says nothing meaningful") {
  auto errors = [](std::string text) {
    Sources sources;
    Diagnostics out;
    auto body = syntax::parse(sources.add("schema.hcl", "env \"x\" {\n  policy {\n" + text + "\n  }\n}\n"), out);
    auto module = lang::evaluate_project(
        body, evaluation_options(".", sources), [](auto&) { return true; }, out);
    REQUIRE(module.blocks.size() == 1);
    lint::check_settings(module.blocks[0].blocks.at(0), out);
    return shown(out);
  };
  CHECK(errors("lint = { DS102 = \"deny\", \"NM*\" = \"off\" }") == "");
  CHECK(errors("lint { DS102 = \"deny\" }") == "");
  CHECK(errors("lint { DS1O2 = \"deny\" }").find("did you mean \"DS102\"?") != std::string::npos);
  CHECK(errors("lint = { DS102 = \"dney\" }").find("did you mean \"deny\"?") != std::string::npos);
  CHECK(errors("rule \"XX*\" { level = \"deny\" }").find("unknown-rule") != std::string::npos);
  CHECK(errors("naming { all = \"[a\" }").find("no regular expression") != std::string::npos);
}
