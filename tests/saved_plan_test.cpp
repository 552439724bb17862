// schema plan -o plan.json and schema apply --plan, on the built binary.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "plan/plan_file.hpp"
#include "support/changed.hpp"

using namespace schema;
using test::Changed;
using test::has;
using test::Project;
using Json = nlohmann::json;

namespace {

/// The statement of a saved plan that holds this text.
Json& statement(Json& plan, std::string_view text) {
  for (auto& transaction : plan["transactions"])
    for (auto& s : transaction["statements"])
      if (has(s["sql"].get<std::string>(), text)) return s;
  FAIL("no statement has " << text);
  return plan;
}

/// What a document has that its JSON schema does not allow: enough of JSON Schema for docs/plan.schema.json.
class SchemaCheck {
 public:
  explicit SchemaCheck(Json schema) : schema_(std::move(schema)) {}
  std::vector<std::string> check(const Json& document) {
    check(schema_, document, "$");
    return problems_;
  }

 private:
  void check(const Json& given, const Json& value, const std::string& where) {
    auto& rule = given.contains("$ref") ? schema_["$defs"][given["$ref"].get<std::string>().substr(8)] : given;
    if (rule.contains("enum") && std::find(rule["enum"].begin(), rule["enum"].end(), value) == rule["enum"].end())
      problems_.push_back(where + ": " + value.dump());
    if (rule.contains("const") && rule["const"] != value) problems_.push_back(where + ": " + value.dump());
    if (rule.contains("type") && !is(rule["type"], value)) problems_.push_back(where + " is no " + rule["type"].dump());
    for (auto& name : rule.value("required", Json::array()))
      if (!value.contains(name)) problems_.push_back(where + " has no " + name.dump());
    if (value.is_array() && rule.contains("items"))
      for (auto& item : value) check(rule["items"], item, where + "[]");
    if (!value.is_object() || !rule.contains("properties")) return;
    for (auto& [name, item] : value.items())
      if (rule["properties"].contains(name))
        check(rule["properties"][name], item, where + "." + name);
      else if (!rule.value("additionalProperties", true))
        problems_.push_back(where + " has an unknown " + name);
  }

  static bool is(const std::string& type, const Json& v) {
    return type == "object"    ? v.is_object()
           : type == "array"   ? v.is_array()
           : type == "string"  ? v.is_string()
           : type == "integer" ? v.is_number_integer()
                               : v.is_boolean();
  }

  Json schema_;
  std::vector<std::string> problems_;
};

}  // namespace

TEST_CASE("a saved plan says what runs, and runs exactly that") {
  Changed project;
  project.save();
  auto plan = project.plan();
  CHECK(plan["transactions"].size() == 1);
  auto& retyped = statement(plan, "TYPE character varying(200)");
  CHECK(retyped["address"] == "table.app.note.column.body");
  CHECK(retyped["lock"] == "ACCESS EXCLUSIVE");
  CHECK(retyped["blocks"] == "reads and writes");
  CHECK(retyped["work"] == "rewrite");
  CHECK(retyped["tables"][0]["rows"] == 1000);
  CHECK(retyped["tables"][0]["bytes"] > 0);
  CHECK(statement(plan, "CREATE INDEX")["work"] == "scan");
  CHECK(statement(plan, "CREATE INDEX")["blocks"] == "writes");
  CHECK(plan["from"]["fingerprint"] != plan["to"]["fingerprint"]);
  CHECK(plan["transactions"][0]["reaches"] == plan["to"]["fingerprint"]);
  project.write("this is no schema");  // the files are not needed any more, but it is told that they give no plan
  auto ran = project.apply_saved();
  CHECK(has(ran.err, "not-compared"));
  CHECK_MESSAGE(ran.code == 0, ran.err);
  CHECK(has(ran.out, "table.app.note.column.body"));
  project.write(test::kNew);
  CHECK(project.run({"plan", "--detailed-exitcode"}).code == 0);
  auto again = project.apply_saved();
  CHECK(again.code == 0);
  CHECK(has(again.err, "Nothing to do"));
}

TEST_CASE("the plan's JSON keeps to its published schema") {
  Changed project;
  project.save();
  std::ifstream file(std::string(SCHEMA_ROOT) + "/docs/plan.schema.json");
  auto schema = Json::parse(file);
  for (auto& problem : SchemaCheck(schema).check(project.plan())) FAIL_CHECK(problem);
  for (auto& problem : SchemaCheck(schema).check(Json::parse(project.run({"plan", "--json"}).out))) FAIL_CHECK(problem);
}

TEST_CASE("one plan serves every database in the same state") {
  Changed project;
  project.save();
  auto other = test::fresh_database("other");
  other.connection().execute(
      "CREATE SCHEMA app; CREATE TABLE app.note (gone integer, id bigint PRIMARY KEY, body text);"
      "ALTER TABLE app.note DROP COLUMN gone; CREATE SCHEMA unrelated; CREATE TABLE unrelated.t ()");
  auto ran = project.apply_saved({"--url", other.url().redacted()});
  CHECK_MESSAGE(ran.code == 0, ran.err);
  CHECK(other.connection().query("SELECT to_regclass('app.small') IS NOT NULL").boolean(0, 0));
}

TEST_CASE("a database in another state is refused, and what differs is named") {
  Changed project;
  project.save();
  project.database.connection().execute(
      "ALTER TABLE app.note ADD COLUMN extra integer; ALTER TABLE app.note ALTER COLUMN body SET NOT NULL;"
      "ALTER TABLE app.note DROP CONSTRAINT note_pkey");
  auto ran = project.apply_saved();
  CHECK(ran.code == 3);
  CHECK(has(ran.err, "+ table.app.note.column.extra"));
  CHECK(has(ran.err, "~ table.app.note.column.body"));
  CHECK(has(ran.err, "- table.app.note.primary_key.note_pkey"));
  CHECK(project.is_old());
}

TEST_CASE("a plan edited in its file must still reach the state") {
  Changed project;
  project.save();
  auto plan = project.plan();
  SUBCASE("another way to the same") {
    auto& s = statement(plan, "CREATE INDEX");
    s["sql"] = "/* reviewed */ " + s["sql"].get<std::string>();
    plan["transactions"][0]["statements"].push_back({{"sql", "UPDATE app.note SET size = 1"}});
    project.put(plan);
    CHECK(has(project.apply_saved().err, "ED101"));
    auto ran = project.apply_saved({"--allow", "ED101"});
    CHECK_MESSAGE(ran.code == 0, ran.err);
    CHECK(project.ask("SELECT sum(size) FROM app.note") == "1000");
  }
  SUBCASE("not quite") {
    statement(plan, "CREATE INDEX")["sql"] = "CREATE INDEX by_size ON app.note USING btree (id)";
    project.put(plan);
    auto ran = project.apply_saved({"--allow", "ED101"});
    CHECK(ran.code == 1);
    CHECK(has(ran.err, "table.app.note.index.by_size differs"));
    CHECK(project.is_old());
  }
  SUBCASE("something is left out") {
    plan["transactions"][0]["statements"].erase(plan["transactions"][0]["statements"].size() - 1);
    project.put(plan);
    auto ran = project.apply_saved({"--allow", "ED101"});
    CHECK(ran.code == 1);
    CHECK(has(ran.err, "is missing"));
    CHECK(project.is_old());
  }
  SUBCASE("a mistake in the SQL") {
    statement(plan, "CREATE INDEX")["sql"] = "CREATE INDX by_size ON app.note (size)";
    project.put(plan);
    CHECK(has(project.apply_saved({"--allow", "ED101"}).err, "syntax error"));
    CHECK(project.is_old());
  }
}

TEST_CASE("a plan whose digest was made to fit is not taken for what the program wrote") {
  Changed project;
  project.save();
  auto plan = project.plan();
  plan["transactions"][0]["statements"].push_back({{"sql", "COPY (SELECT 1) TO PROGRAM 'true'"}});
  SourceFile changed("plan.json", plan.dump());
  Diagnostics out;
  plan["digest"] = plan_digest(read_plan(changed, out)->plan);
  project.put(plan);
  CHECK(has(project.run({"apply", "--plan", "plan.json", "--dry-run"}).out, "COPY (SELECT 1) TO PROGRAM"));
  // It is not even tried out before somebody has agreed to it.
  auto refused = project.apply_saved();
  CHECK(refused.code == 3);
  CHECK(has(refused.err, "ED101"));
  auto tried = project.apply_saved({"--allow", "ED101"});
  CHECK(tried.code == 1);
  CHECK(has(tried.err, "COPY (SELECT 1) TO PROGRAM"));  // on a server that starts no programs
  CHECK(project.is_old());
}

TEST_CASE("a plan whose digest was made to fit is held against the files") {
  Changed project;
  project.save();
  auto plan = project.plan();
  plan["transactions"][0]["statements"].push_back({{"sql", "UPDATE app.note SET body = NULL"}});
  SourceFile changed("plan.json", plan.dump());
  Diagnostics out;
  plan["digest"] = plan_digest(read_plan(changed, out)->plan);
  project.put(plan);
  CHECK(
      has(project.run({"apply", "--plan", "plan.json", "--dry-run"}).out, "ED101 plan: is not the one that the files"));
  auto refused = project.apply_saved();
  CHECK(refused.code == 3);
  CHECK(has(refused.err, "is not the one that the files give now (ED101)"));
  CHECK(project.is_old());
  SUBCASE("files that moved on") {
    project.save();
    project.write(std::string(test::kNew) +
                  "view \"more\" {\n  schema = schema.app\n  as     = \"SELECT 1 AS one\"\n}\n");
    CHECK(has(project.apply_saved().err, "ED101"));
    auto agreed = project.apply_saved({"--allow", "ED101"});
    CHECK_MESSAGE(agreed.code == 0, agreed.err);
    CHECK(!project.has_table("app.more"));
  }
  SUBCASE("no files at hand") {
    project.save();
    std::filesystem::remove_all(project.folder.path() / "db");
    auto ran = project.apply_saved();
    CHECK_MESSAGE(ran.code == 0, ran.err);
    CHECK(has(ran.err, "not-compared"));
  }
}

TEST_CASE("rows that stood in the way of a saved plan are looked at again") {
  Project project(test::kOld);
  REQUIRE(project.run({"apply", "--auto-approve"}).code == 0);
  project.ask("INSERT INTO app.note VALUES (1, NULL), (2, 'x') RETURNING 1");
  std::string files = test::kOld;
  project.write(files.replace(files.find("text, null = true"), 17, "text"));
  REQUIRE(project.run({"plan", "-o", "plan.json"}).code == 0);
  CHECK(Json::parse(project.folder.read("plan.json"))["findings"].dump().find("\"fails\":true") != std::string::npos);
  auto apply = [&] { return project.run({"apply", "--plan", "plan.json", "--auto-approve"}); };
  SUBCASE("by the files") {
    auto refused = apply();
    CHECK(refused.code == 1);
    CHECK(has(refused.err, "rows that are there would make the plan fail"));
    CHECK(has(refused.err, "find them: SELECT id FROM app.note WHERE body IS NULL"));
  }
  SUBCASE("by the server, where no files are at hand") {
    std::filesystem::remove_all(project.folder.path() / "db");
    CHECK(has(apply().err, "contains null values"));
  }
  project.ask("UPDATE app.note SET body = '' WHERE body IS NULL RETURNING 1");
  auto ran = apply();
  CHECK_MESSAGE(ran.code == 0, ran.err);
}

TEST_CASE("a plan from a file shows what it runs, whether it was changed or not") {
  Changed project;
  project.save();
  auto shown = project.run({"apply", "--plan", "plan.json", "--dry-run"});
  CHECK_MESSAGE(shown.code == 0, shown.err);
  CHECK(has(shown.out, "CREATE INDEX by_size ON app.note"));
  CHECK(project.is_old());
}

TEST_CASE("a plan edited in an editor") {
  Changed project;
  auto edit = [&](const std::string& editor) {
    return test::run_schema({"plan", "-o", "plan.json", "--edit"},
                            {.folder = project.folder.path(), .environment = {{"EDITOR", editor}, {"VISUAL", ""}}});
  };
  auto ran = edit("sed -i s/USING.btree.(size)/(size)/");
  REQUIRE_MESSAGE(ran.code == 0, ran.err);
  CHECK(has(project.folder.read("plan.json"), "CREATE INDEX by_size ON app.note (size)"));
  CHECK(project.apply_saved({"--allow", "ED101"}).code == 0);
  project.write(std::string(test::kNew) +
                "table \"more\" {\n  schema = schema.app\n  column \"id\" { type = bigint }\n}\n");
  auto wrong = edit("sed -i s/bigint/integer/");
  CHECK(wrong.code == 1);
  CHECK(has(wrong.err, "table.app.more.column.id differs"));
  CHECK(has(edit("").err, "no editor is named"));
  CHECK(has(edit("false").err, "ended with 1"));
}

TEST_CASE("what was found of a step follows it where an editor moves it") {
  Changed project;
  project.folder.write("move.sed", "/ADD CONSTRAINT short/{h;d}\n/^COMMIT/{x;G}\n");
  auto ran = test::run_schema(
      {"plan", "-o", "plan.json", "--edit"},
      {.folder = project.folder.path(), .environment = {{"EDITOR", "sed -i -f move.sed"}, {"VISUAL", ""}}});
  REQUIRE_MESSAGE(ran.code == 0, ran.err);
  auto plan = project.plan();
  CHECK(plan["steps"].back()["address"] == "table.app.note.check.short");
  for (auto& finding : plan["findings"])
    if (finding["step"].is_number())
      CHECK(plan["steps"][finding["step"].get<size_t>()]["address"] == finding["address"]);
}

TEST_CASE("a plan holds no secrets, and they are filled in from the files") {
  Project project(R"(
foreign_data_wrapper "w" {}
server "s" { wrapper = foreign_data_wrapper.w }
user_mapping "PUBLIC" {
  server  = server.s
  secrets = { password = getenv("THE_SECRET") }
}
)");
  auto run = [&](const std::vector<std::string>& arguments) {
    return test::run_schema(arguments,
                            {.folder = project.folder.path(), .environment = {{"THE_SECRET", "xyzzy'plugh"}}});
  };
  auto planned = run({"plan", "-o", "plan.json"});
  REQUIRE_MESSAGE(planned.code == 0, planned.err);
  CHECK_FALSE(has(project.folder.read("plan.json"), "xyzzy"));
  CHECK_FALSE(has(project.folder.read("plan.json"), "plugh"));
  auto without = run({"apply", "--plan", "plan.json", "--auto-approve", "--url", project.url()});
  CHECK(without.code == 1);
  CHECK(has(without.err, "needs secrets"));
  auto ran = run({"apply", "--plan", "plan.json", "--auto-approve"});
  CHECK_MESSAGE(ran.code == 0, ran.err);
  CHECK_FALSE(has(ran.out + ran.err, "xyzzy"));
  CHECK(project.ask("SELECT umoptions FROM pg_user_mapping") == "{password=xyzzy'plugh}");
}

TEST_CASE("what is no plan") {
  Changed project;
  for (auto text : {"", "[]", "{}", "{\"format\": 99}", "{\"format\": 2, \"server_version\": \"x\"}"}) {
    CAPTURE(text);
    project.folder.write("plan.json", text);
    auto ran = project.apply_saved();
    CHECK(ran.code == 1);
    CHECK(has(ran.err, "is no plan"));
  }
  project.save();
  auto plan = project.plan();
  plan["to"]["resources"]["table.app.other"] = "0123456789abcdef";
  project.put(plan);
  CHECK(has(project.apply_saved().err, "do not have its fingerprint"));
  project.save();
  plan = project.plan();
  plan["steps"][0]["kind"] = "nosuch";
  project.put(plan);
  CHECK(has(project.apply_saved().err, "is no kind"));
  CHECK(has(project.run({"apply", "--plan", "nowhere.json"}).err, "nowhere.json"));
}
