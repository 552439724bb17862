#include <filesystem>

#include "apply/blockers.hpp"
#include "cli/interrupt.hpp"
#include "cli/output.hpp"
#include "cli/split.hpp"
#include "cli/target.hpp"
#include "model/print_value.hpp"
#include "postgres/embedded.hpp"
#include "workspace/drivers.hpp"

namespace schema::cli {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kProjectFile = "schema.hcl";
constexpr std::string_view kFolder = "db";

constexpr std::string_view kProjectText = R"(# The project: which databases there are, and which files describe them.
# Try: schema plan, then schema apply.

env "dev" {{
  url = {0}{1}
  src = "db/"

  # Schemas to manage; those that the files declare, if not given.
  # schemas = ["app"]

  # What is left alone.
  # exclude = ["app.tmp_*"]

  policy {{
    destructive = "confirm" # a plan that loses data: deny | confirm | allow
    # lock_timeout = "3s"
  }}
}}

# Another database with the same files: schema plan --env prod
# env "prod" {{
#   url = getenv("DATABASE_URL")
#   src = "db/"
# }}
)";

constexpr std::string_view kFirstSchema = R"SCHEMA(# A first schema. Change it, then run: schema plan
schema "app" {}

table "account" {
  schema  = schema.app
  comment = "People who can log in"

  column "id"         { type = bigint, identity = always }
  column "email"      { type = text }
  column "name"       { type = text, null = true }
  column "created_at" { type = timestamptz, default = sql("now()") }

  primary_key { columns = [column.id] }
  unique "account_email_key" { columns = [column.email] }
}
)SCHEMA";

/// Whether the file may be made; an existing one is never touched.
bool is_free(Context& context, const fs::path& path) {
  if (!fs::exists(path)) return true;
  context.diagnostics.error("exists", {}, fmt::format("{} exists already, and is not overwritten", path.string()));
  return false;
}

/// The URL as a file may hold it: a password stays outside.
std::string url_expression(const postgres::Url& url, const std::string& given) {
  bool secret = url.find("password") != nullptr;
  return secret ? "getenv(\"DATABASE_URL\")" : print_string(given);
}

int init(Context& context, const std::string& from) {
  if (!is_free(context, kProjectFile)) return kError;
  auto first = fs::path(kFolder) / "app.schema";
  std::string url = "\"embedded://\"", note = " # a PostgreSQL that the tool starts and keeps below .schema/";
  if (from.empty()) {
    if (!is_free(context, first)) return kError;
    if (!write_result(context, std::string(kFirstSchema), first.string())) return kError;
  } else {
    if (!is_free(context, kFolder)) return kError;
    auto parsed = postgres::Url::parse(from);
    auto opened = postgres::open_url(parsed, fs::current_path());
    InterruptGuard guard(opened.connection);
    if (!write_split(context, inspect_telling(opened.connection, teller(context), postgres::Reach::database), std::string(kFolder) + "/")) return kError;
    url = url_expression(parsed, from);
    note = url.starts_with("getenv") ? " # the password stays out of this file" : "";
  }
  if (!write_result(context, fmt::format(kProjectText, url, note), std::string(kProjectFile))) return kError;
  say(context, fmt::format("Made {} and {}.\nNext: schema plan", kProjectFile,
                           from.empty() ? first.string() : std::string(kFolder) + "/"));
  return kDone;
}

}  // namespace

void add_init(CLI::App& app, Context& context) {
  auto from = std::make_shared<std::string>();
  auto command = add_command(app, context, "init", "Start a project in this folder: schema.hcl and db/",
                             "  schema init\n"
                             "  schema init --from postgres://localhost/app\n");
  command.option("--from", *from, "Start from this database: its schema becomes db/", "URL");
  command.runs([from, &context] { return init(context, *from); });
}

}  // namespace schema::cli
