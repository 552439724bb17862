// Nothing secret in any output, nothing hostile that runs, nothing reached that the user did not name.
#include <doctest/doctest.h>

#include "support/project.hpp"

using namespace schema;
using test::has;
using test::Project;

namespace {

constexpr const char* kPlanted = "pLaNtEd+42";

/// Everything that the commands say about the project: what is asked of it, and how it ended.
std::string all_output(const Project& project) {
  const std::vector<std::vector<std::string>> commands = {
      {"validate"},
      {"validate", "--json"},
      {"lint"},
      {"lint", "--env", "dev"},
      {"lint", "--env", "dev", "--json"},
      {"lint", "--env", "dev", "--format", "sarif"},
      {"plan", "--explain", "-v"},
      {"plan", "--format", "sql"},
      {"plan", "--json"},
      {"plan", "--format", "markdown"},
      {"diff", "--from", "env://dev", "--to", "db/", "--format", "json"},
      {"graph", "--format", "text"},
      {"graph", "--format", "dot"},
      {"debug", "resources"},
      {"debug", "graph"},
      {"debug", "actions"},
      {"apply", "--dry-run"},
      {"apply", "--auto-approve", "--allow-destructive", "-v"},
      {"apply", "--auto-approve", "--allow-destructive", "--json"},
      {"inspect", "--env", "dev", "--include", "role"},
      {"inspect", "--env", "dev", "--format", "sql"},
      {"inspect", "--env", "dev", "--format", "json"},
      {"inspect", "--env", "nowhere"},
      {"plan", "--env", "nowhere"},
      {"plan", "--env", "nowhere", "--json"},
  };
  std::string all;
  for (auto arguments : commands) {
    if (std::find(arguments.begin(), arguments.end(), "--env") == arguments.end())
      arguments.insert(arguments.end(), {"--env", "dev"});
    auto ran = test::run_schema(arguments, {.folder = project.folder.path(), .environment = {{"PLANTED", kPlanted}}});
    all += fmt::format("$ {} -> {}\n{}{}\n", fmt::join(arguments, " "), ran.code, ran.out, ran.err);
  }
  return all;
}

void check_no_secret(const std::string& output) {
  auto at = output.find(kPlanted);
  if (at == std::string::npos) return;
  auto command = output.rfind("\n$ ", at);
  FAIL_CHECK(output.substr(command, 60), " ... ", output.substr(at > 200 ? at - 200 : 0, 240));
}

/// Names that end a quote, a comment, a line or a body, if somebody forgot to quote them.
const std::vector<std::string> kHostile = {
    "a\"b; DROP TABLE public.canary; --",
    "a'b'; DROP TABLE public.canary; --",
    "line\nDROP TABLE public.canary;\n--",
    "$$; DROP TABLE public.canary; --",
    "back\\slash\\",
    "E'\\'",
    "${table.x}",
    "%s %1$s {} {0}",
    "*/ DROP TABLE public.canary; /*",
    "esc\x1b[2J\x1b[31m",
    "\u202Eright to left",
    "ünïcode 🎉",
    "名前🎉",
    "\u200Bunseen\uFEFF",
    "63 bytes, as many as the server allows in a name: 0123456789 ab",
    " leading and trailing ",
    "a.b.\"c\"",
    "SELECT",
    "\\i /etc/passwd",
};

std::string identifier(const std::string& name) {
  std::string out = "\"";
  for (char c : name) out += c == '"' ? "\"\"" : std::string(1, c);
  return out + "\"";
}

std::string literal(const std::string& text) {
  std::string out = "E'";
  for (char c : text) out += c == '\'' ? "\\'" : c == '\\' ? "\\\\" : std::string(1, c);
  return out + "'";
}

/// Objects of many kinds with this name, with the name as a comment, a default, a value and part of a body.
std::string objects(const std::string& name) {
  auto id = identifier(name), text = literal(name);
  return fmt::format(
      "CREATE SCHEMA {0}; COMMENT ON SCHEMA {0} IS {1};\n"
      "CREATE TYPE {0}.{0} AS ENUM ({1}, 'other');\n"
      "CREATE TABLE {0}.t (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, {0} text DEFAULT {1}, e {0}.{0} DEFAULT "
      "{1},"
      " CONSTRAINT {0} CHECK ({0} <> {1} OR id > 0));\n"
      "COMMENT ON COLUMN {0}.t.{0} IS {1};\n"
      "CREATE INDEX {0} ON {0}.t ({0}) WHERE {0} <> {1};\n"
      "CREATE VIEW {0}.v AS SELECT {0} AS {0}, {1}::text AS other FROM {0}.t;\n"
      "CREATE FUNCTION {0}.f() RETURNS trigger LANGUAGE plpgsql AS {2};\n"
      "CREATE FUNCTION {0}.g({0} text DEFAULT {1}) RETURNS text LANGUAGE sql AS {3};\n"
      "CREATE SEQUENCE {0}.s; COMMENT ON SEQUENCE {0}.s IS {1};\n",
      id, text, literal("BEGIN\n  -- $$ $body$ \\ ' \" ${x}\n  RETURN NULL; END"),
      literal("SELECT " + text + "::text -- $$ $1 \\"));
}

}  // namespace

TEST_CASE("no output of any command shows a secret") {
  Project project;
  auto url = project.url() + (has(project.url(), "?") ? "&" : "?") + "password=" + kPlanted;
  project.folder.write("schema.hcl", fmt::format(R"(env "dev" {{
  url = "{}"
  src = "db/"
  vars = {{ secret = getenv("PLANTED") }}
}}
env "nowhere" {{
  url = "postgres://ann:{}@localhost:1/x?sslpassword={}"
  src = "db/"
  vars = {{ secret = getenv("PLANTED") }}
}}
)",
                                                 url, kPlanted, kPlanted));
  auto files = [](std::string more) {
    return R"(variable "secret" {
  type      = string
  sensitive = true
}
schema "app" {}
role "planted_role" { password = var.secret }
foreign_data_wrapper "w" {}
server "s" {
  wrapper = foreign_data_wrapper.w
  options = { host = "h", password = var.secret }
  user_mapping "PUBLIC" { options = { user = "u", password = var.secret } }
}
output "secret" { value = var.secret }
output "derived" { value = ["is ${var.secret}", upper(var.secret)] }
)" + more;
  };
  for (auto arguments : {std::vector<std::string>{"plan"}, {"lint", "--offline"}, {"apply", "--auto-approve"}})
    CHECK(project.run(arguments).code == 1);  // which environment?
  auto run = [&](const std::string& text) {
    project.write(text);
    std::string all;
    for (auto env : {"dev", "nowhere"}) {
      project.folder.write("env", env);
      all += test::run_schema({"plan", "--env", env, "-v"},
                              {.folder = project.folder.path(), .environment = {{"PLANTED", kPlanted}}})
                 .out;
    }
    return all + all_output(project);
  };
  SUBCASE("in secret fields") {
    auto all = run(files(""));
    check_no_secret(all);
    CHECK(has(all, "PASSWORD '(sensitive)'"));
    CHECK(has(all, "Applied:"));
  }
  SUBCASE("changed, and in a statement that fails") {
    check_no_secret(run(files("")));
    auto failed = run(files("role \"pg_reserved\" { password = var.secret }\n"));
    check_no_secret(failed);
    CHECK(has(failed, "pg_reserved"));
    CHECK(has(failed, "Nothing was changed"));
  }
  project.database.connection().execute("DROP ROLE IF EXISTS planted_role");
}

TEST_CASE("lines of files that messages show have stars for passwords") {
  Project project;
  auto said = [&](const std::string& project_file, const std::string& files) {
    project.folder.write("schema.hcl", project_file);
    project.write(files);
    std::string all;
    for (auto arguments : {std::vector<std::string>{"plan", "--env", "dev"},
                           {"plan", "--env", "dev", "--json"},
                           {"lint", "--offline", "--env", "dev"},
                           {"fmt", "--check"}}) {
      auto ran = project.run(arguments);
      CHECK(ran.code == 1);
      all += ran.out + ran.err;
    }
    CHECK(has(all, "***"));
    CHECK_MESSAGE(!has(all, kPlanted), all);
  };
  const std::string fine = fmt::format("env \"dev\" {{\n  url = \"{}\"\n  src = \"db/\"\n}}\n", project.url());
  auto with_url = [](const std::string& url) {
    return fmt::format("env \"dev\" {{\n  url = {}\n  src = \"db/\"\n}}\n", url);
  };
  auto url = fmt::format("postgres://ann:{}@h/x", kPlanted);
  for (auto wrong : {"\"" + url + "\" oops", url, "\"" + url}) said(with_url(wrong), "");
  for (auto wrong : {"role \"r\" {{ password = \"{}\" oops }}\n", "role \"r\" {{\n  pasword = \"{}\" oops\n}}\n",
                     "role \"r\" {{\n  password = [\"x\", \"{}\"\n}}\n"})
    said(fine, fmt::format(fmt::runtime(wrong), kPlanted));
  // Neither does a command line that is wrong.
  for (auto arguments : {std::vector<std::string>{"plan", url},
                         {"plan", "--url", url.substr(11), "--src", "db"},
                         {"plan", "--var", kPlanted},
                         {"inspect", url, "--json"}}) {
    auto ran = project.run(arguments);
    CHECK(ran.code == 1);
    CHECK_MESSAGE(!has(ran.out + ran.err, kPlanted), (ran.out + ran.err));
  }
}

TEST_CASE("what is sensitive goes nowhere where it could be read") {
  Project project;
  auto said = [&](const std::string& use) {
    project.write(
        "variable \"secret\" {\n  type      = string\n  sensitive = true\n  default   = \"pLaNtEd+42\"\n}\n"
        "schema \"app\" {}\nforeign_data_wrapper \"w\" {}\n" +
        use);
    auto ran = project.run({"plan", "-v"});
    CHECK_MESSAGE(!has(ran.out + ran.err, kPlanted), (ran.out + ran.err));
    return ran.err;
  };
  auto column = [](const std::string& more) {
    return "table \"t\" {\n  schema = schema.app\n  column \"a\" { type = text }\n" + more + "}\n";
  };
  CHECK(has(said(column("  comment = var.secret\n")), "[sensitive-value]"));
  CHECK(has(said(column("  check \"c\" { expr = \"a <> '${var.secret}'\" }\n")), "[sensitive-value]"));
  CHECK(has(said("server \"s\" {\n  wrapper = foreign_data_wrapper.w\n  options = { host = var.secret }\n}\n"),
            "[sensitive-value]"));
  // Nor what the environment holds of such things, whoever asks for it.
  for (auto name : {"MY_TOKEN", "MY_URL"}) {
    project.write(fmt::format("schema \"app\" {{ comment = \"is ${{getenv(\"{}\")}}\" }}\n", name));
    auto ran = test::run_schema(
        {"plan", "-v"},
        {.folder = project.folder.path(),
         .environment = {{"MY_TOKEN", kPlanted}, {"MY_URL", fmt::format("postgres://a:{}@h/x", kPlanted)}}});
    CHECK(has(ran.err, "[sensitive-value]"));
    CHECK(!has(ran.out + ran.err, kPlanted));
  }
  CHECK(said("server \"s\" {\n  wrapper = foreign_data_wrapper.w\n  options = { api_key = var.secret }\n}\n").empty());
}

TEST_CASE("hostile names and bodies keep their meaning and never run") {
  auto source = test::fresh_database("hostile");
  auto& db = source.connection();
  db.execute("CREATE TABLE public.canary ()");
  for (auto& name : kHostile) {
    INFO(name);
    db.execute(objects(name));
  }
  auto from = source.url().redacted();
  Project project;
  project.database.connection().execute("CREATE TABLE public.canary ()");
  auto text = test::run_schema({"inspect", "--url", from});
  REQUIRE_MESSAGE(text.code == 0, text.err);
  project.write(text.out);
  auto plan = project.run({"plan", "-v", "--explain"});
  CHECK_MESSAGE(plan.code == 0, plan.err);
  CHECK(!has(plan.out, "\x1b"));
  CHECK(!has(plan.out, "\u202E"));
  CHECK(!has(project.run({"plan", "--format", "markdown"}).out, "\x1b"));
  auto applied = project.run({"apply", "--auto-approve"});
  CHECK_MESSAGE(applied.code == 0, applied.err);
  auto again = project.run({"inspect", "--env", "dev"});
  CHECK(again.out == text.out);
  CHECK(project.run({"plan", "--detailed-exitcode"}).code == 0);
  CHECK(project.has_table("public.canary"));
  CHECK(test::run_schema({"diff", "--from", from, "--to", project.url()}).out == "No differences.\n");
  SUBCASE("changed") {
    auto changed = text.out;
    for (size_t at = 0; (at = changed.find("type = text", at)) != std::string::npos; at += 14)
      changed.replace(at, 11, "type = varchar");
    project.write(changed);
    auto ran = project.run({"apply", "--auto-approve", "--allow-destructive"});
    CHECK_MESSAGE(ran.code == 0, ran.err);
    CHECK(project.run({"plan", "--detailed-exitcode"}).code == 0);
  }
  SUBCASE("dropped") {
    std::string empty = "schema \"public\" {}\ntable \"canary\" {\n  schema = schema.public\n}\n";
    project.write(empty);
    project.folder.write(
        "schema.hcl",
        fmt::format("env \"dev\" {{\n  url = \"{}\"\n  src = \"db/\"\n  manage = [\"*\"]\n}}\n", project.url()));
    auto ran = project.run({"apply", "--auto-approve", "--allow-destructive"});
    CHECK_MESSAGE(ran.code == 0, ran.err);
    CHECK(project.ask(
              "SELECT count(*) FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'") == "1");
  }
  CHECK(project.has_table("public.canary"));
}

TEST_CASE("a list of schemas keeps all others out of reach") {
  Project project;
  for (auto sql : {"CREATE SCHEMA app", "CREATE TABLE app.old (id int)", "CREATE SCHEMA other", "CREATE TABLE other.t (id int)"})
    project.ask(sql);
  project.write("schema \"app\" {}\n");
  project.folder.write("schema.hcl", fmt::format("env \"dev\" {{\n  url = \"{}\"\n  src = \"db/\"\n  schemas = "
                                                 "[\"app\"]\n  manage = [\"*\"]\n}}\n",
                                                 project.url()));
  auto ran = project.run({"apply", "--auto-approve", "--allow-destructive"});
  CHECK_MESSAGE(ran.code == 0, ran.err);
  CHECK(!project.has_table("app.old"));
  CHECK(project.has_table("other.t"));
  CHECK(project.run({"plan", "--detailed-exitcode"}).code == 0);
}

TEST_CASE("a stranger's files reach nothing that the user did not name") {
  Project project;
  auto said = [&](const std::string& files) {
    project.write("schema \"app\" {}\n" + files);
    auto validate = project.run({"validate"}), plan = project.run({"plan"}), lint = project.run({"lint", "--offline"});
    CHECK(validate.code == 1);
    CHECK(plan.code == 1);
    CHECK(lint.code == 1);
    return validate.err + plan.err + lint.err;
  };
  SUBCASE("files outside of the project") {
    for (auto call :
         {"file(\"/etc/passwd\")", "file(\"../../../../etc/passwd\")", "fileset(\"/etc\", \"*\")",
          "filebase64(\"/etc/passwd\")", "templatefile(\"/etc/passwd\", {})", "filesha256(\"/etc/passwd\")"})
      CHECK(has(said(fmt::format("output \"x\" {{ value = {} }}\n", call)), "outside the project"));
    CHECK(has(said("module \"x\" { source = \"../../..\" }\n"), "outside the project"));
  }
  SUBCASE("a link that leads out") {
    project.write("schema \"app\" {}\n");
    std::filesystem::create_symlink("/etc/passwd", project.folder.path() / "db/link");
    CHECK(!has(said("output \"x\" { value = file(\"link\") }\n"), "root:"));
  }
  SUBCASE("a file of the source is a link that leads out, or to what is hidden") {
    project.folder.write(".git/config", "pLaNtEd");
    project.write("schema \"app\" {}\n");
    for (auto target : {std::filesystem::path("/proc/self/environ"), project.folder.path() / ".git/config"}) {
      auto link = project.folder.path() / "db/link.schema";
      std::filesystem::create_symlink(target, link);
      auto text = said("");
      CHECK(has(text, "is a link that leads out of the project"));
      CHECK(!has(text, "PATH="));
      CHECK(!has(text, "pLaNtEd"));
      CHECK(project.run({"fmt", "db"}).code == 1);
      std::filesystem::remove(link);
    }
    CHECK(!has(said("output \"x\" { value = file(\"../.git/config\") }\n"), "pLaNtEd"));
  }
  SUBCASE("places that the project file names") {
    project.write("schema \"app\" {}\n");
    for (auto line : {"src = \"/etc/passwd\"", "src = [\"db/\", \"../../../../etc/passwd\"]",
                      "src = \"db/\"\n  policy { record = \"/tmp/planted.json\" }",
                      "src = \"db/\"\n  policy { record = \"../planted.json\" }"}) {
      project.folder.write("schema.hcl",
                           fmt::format("env \"dev\" {{\n  url = \"{}\"\n  {}\n}}\n", project.url(), line));
      auto ran = project.run({"plan", "--env", "dev"});
      CHECK(ran.code == 1);
      CHECK_MESSAGE(has(ran.err, "is outside the project"), ran.err);
      CHECK(!has(ran.err, "root:"));
    }
  }
  SUBCASE("another server") {
    auto text = said(
        "data \"sql\" \"x\" {\n  url = \"postgres://ann:pLaNtEd@127.0.0.1:1/x\"\n  query = \"SELECT 1\"\n}\n"
        "output \"x\" { value = data.sql.x.value }\n");
    CHECK(has(text, "the environment does not name this server"));
    CHECK(!has(text, "pLaNtEd"));
    CHECK(!has(text, "Connection refused"));
  }
}
