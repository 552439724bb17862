#include "workspace/project.hpp"

#include <filesystem>
#include <fstream>

#include "lang/paths.hpp"
#include "lint/check_settings.hpp"
#include "model/decode.hpp"
#include "syntax/parse.hpp"
#include "workspace/files.hpp"
#include "workspace/signature.hpp"

namespace schema {

namespace {

constexpr std::string_view kEnvironment = "env://";
constexpr std::string_view kDestructive[] = {"deny", "confirm", "allow"};

/// The attributes of env that hold the values of variables, not fields.
void take_vars(const lang::Block& block, Environment& env, Diagnostics& out) {
  if (auto url = block.find("url")) env.sensitive_url = url->value.sensitive;
  auto vars = block.find("vars");
  if (!vars || vars->value.is_null()) return;
  auto& all = vars->value.where;
  if (auto object = vars->value.as_object())
    for (auto [name, value] : *object) {
      // What is said of it is said here, also where it comes from elsewhere (`tenant = var.x`).
      bool here = value.where.file == all.file && value.where.begin >= all.begin && value.where.end <= all.end;
      if (!here) value.where = all;
      env.vars.emplace(name, std::move(value));
    }
  else
    out.error("wrong-type", vars->value.where, fmt::format("\"vars\" must be an object, not {}", vars->value.with_article()),
              "for example: vars = { tenant = \"acme\" }");
}

/// A key that is none would be one that nobody can sign with.
void check_keys(const lang::Block& policy, Diagnostics& out) {
  auto approve = policy.find("approve");
  auto keys = approve ? approve->value.as_list() : nullptr;
  if (!keys) return;
  for (auto& key : *keys)
    if (auto text = key.as_text(); !text || !is_public_key(text->text))
      out.error("bad-key", key.where ? key.where : approve->value.where, "this is no public key",
                "schema approve --generate FILE makes a key and prints the public one: \"ed25519:...\"");
}

size_t count_environments(const syntax::Body& file) {
  return static_cast<size_t>(std::count_if(file.blocks.begin(), file.blocks.end(), [](auto& b) { return b.type == "env"; }));
}

/// The block that says `env "name"`, unless there are several or none.
const syntax::Block* written_environment(const syntax::Body& file, const std::string& name) {
  const syntax::Block* found = nullptr;
  for (auto& block : file.blocks) {
    if (block.type != "env" || block.labels.empty() || (!name.empty() && block.labels[0].text != name)) continue;
    if (found) return nullptr;
    found = &block;
  }
  return found;
}

bool is_fleet(const syntax::Block* block) {
  if (!block) return false;
  auto& attributes = block->body.attributes;
  return std::any_of(attributes.begin(), attributes.end(), [](auto& a) { return a.name == "for_each"; });
}

/// A project may be a stranger's: its file names nothing outside of its folder. (Who runs the program may: --src.)
void check_places(const lang::Block& block, const std::string& root, Diagnostics& out) {
  auto check = [&](const lang::Value& value, bool made) {
    auto text = value.as_text();
    if (!text || is_url(text->text)) return;
    auto path = std::filesystem::absolute(std::filesystem::path(root) / text->text).lexically_normal();
    std::error_code error;
    // What is made by us need not be there.
    auto seen = made && !std::filesystem::exists(std::filesystem::symlink_status(path, error)) ? path.parent_path() : path;
    if (lang::stays_inside(root, seen.string()) || (!made && !std::filesystem::exists(seen, error))) return;
    out.error("outside-project", value.where, fmt::format("\"{}\" is outside the project", text->text),
              made ? "it is written below the folder of the project file" : "--src names files elsewhere");
  };
  if (auto src = block.find("src")) {
    if (auto list = src->value.as_list()) {
      for (auto& item : *list) check(item, false);
    } else {
      check(src->value, false);
    }
  }
  for (auto& nested : block.blocks)
    if (auto record = nested.find("record"); record && nested.type == "policy")
      if (auto text = record->value.as_text(); !text || text->text != "database") check(record->value, true);
}

/// One evaluated env block.
Environment read_environment(lang::Block block, const std::string& root, Diagnostics& out) {
  Environment env;
  env.name = block.labels[0];
  take_vars(block, env, out);
  check_places(block, root, out);
  for (auto& nested : block.blocks)
    if (nested.type == "policy") lint::check_settings(nested, out), check_keys(nested, out);
  std::erase_if(block.attributes, [](auto& a) { return a.name == "vars"; });
  decode_block(block, Environment::fields(), &env, out);
  return env;
}

/// Every tenant's environment. All that differs between them is vars.
void read_tenants(const std::vector<const lang::Block*>& blocks, Project& project, Diagnostics& out) {
  auto& all = project.tenants.emplace();
  for (auto block : blocks) {
    auto env = read_environment(*block, project.root, out);
    if (out.has_errors()) return;
    if (all.empty()) {
      project.environment = env;
      if (env.rollout) check_rollout(*env.rollout, block->header, out);
    }
    auto& first = project.environment;
    if (env.url != first.url || env.src != first.src || env.schemas != first.schemas || env.exclude != first.exclude) {
      out.error("tenants-differ", block->header, fmt::format("env \"{}\"{} has another url or other sources than the one before", env.name, block->instance),
                "tenants are schemas of one database, made from the same files; what differs between them goes into vars");
      return;
    }
    all.push_back(std::move(env.vars));
  }
}

std::string known_environments(const syntax::Body& file) {
  std::string names;
  for (auto& block : file.blocks)
    if (block.type == "env" && !block.labels.empty()) names += (names.empty() ? "" : ", ") + block.labels[0].text;
  return names.empty() ? "the project file has no env block" : "its environments: " + names;
}

}  // namespace

std::span<const Field> Policy::fields() {
  static const Field all[] = {
      FIELD(Policy, destructive)("destructive", "Whether a plan that loses data is refused (deny), asked about (confirm) or run (allow).", {.words = kDestructive}),
      FIELD(Policy, levels)("lint", "The level (off, warn, confirm, deny) of lint rules by code or pattern.", {.example = "lint = { DS102 = \"deny\" }"}),
      FIELD(Policy, overrides)("rule", "Another level for the findings of a rule at some addresses, or on large tables.", {.example = "rule \"DS1*\" { on = [\"table.app.tmp_*\"], level = warn }"}),
      FIELD(Policy, naming)("naming", "Regular expressions that names must match."),
      FIELD(Policy, protect)("protected", "Patterns of addresses that no plan may drop, recreate or take data from.", {.example = "protected = [\"table.billing.*\"]"}),
      FIELD(Policy, approve)("approve", "Public keys (schema approve): only a saved plan that one of them has signed is applied.", {.example = "approve = [\"ed25519:...\"]"}),
      FIELD(Policy, approvals)("approvals", "How many of these keys must have signed (one if not given).", {.example = "approvals = 2"}),
      FIELD(Policy, check_data)("check_data", "Whether rows that would make a plan fail are counted before it runs (true if not given)."),
      FIELD(Policy, lock_timeout)("lock_timeout", "How long a statement waits for a lock before its transaction is tried again, as the server writes durations (3s if not given).", {.example = "lock_timeout = \"3s\""}),
      FIELD(Policy, statement_timeout)("statement_timeout", "How long a statement may run (if not given: 1min for what reads and writes no rows, without end for what does).", {.example = "statement_timeout = \"10min\""}),
      FIELD(Policy, lock_wait)("lock_wait", "How long a transaction is tried again while others hold its locks (5min if not given).", {.example = "lock_wait = \"10min\""}),
      FIELD(Policy, online)("online", "Whether changes are made in more and smaller steps that keep nobody waiting for long: indexes built beside writes, constraints validated later."),
      FIELD(Policy, backfill_rows)("backfill_rows", "How many rows a transaction fills when a new column gets a value of its own in each row (1000 if not given); online only.", {.example = "backfill_rows = 5000"}),
      FIELD(Policy, backfill_pause)("backfill_pause", "The pause between two of these transactions (100ms if not given).", {.example = "backfill_pause = \"250ms\""}),
      FIELD(Policy, watch)("watch", "Whether event triggers in the database note who changes what by DDL, so that drift has names: apply makes them, which takes a superuser."),
      FIELD(Policy, record)("record", "Where it is kept what was last applied, so that drift can be told: \"database\" for a table in schema schema_state, or the name of a file.", {.example = "record = \"database\""}),
  };
  return all;
}

std::span<const Field> Environment::fields() {
  static const Field all[] = {
      FIELD(Environment, url)("url", "The database.", {.example = "url = getenv(\"DATABASE_URL\")"}),
      FIELD(Environment, credentials)(
          "credentials",
          "A command that prints user, password and their expiration as JSON; run anew when they have expired. Whoever "
          "calls `schema` allows the program: `SCHEMA_PROGRAMS=aws`.",
          {.example = "credentials = [\"aws\", \"redshift\", \"get-cluster-credentials\", ...]"}),
      FIELD(Environment, dev)("dev", "A server where scratch databases may be made.",
                              {.example = "dev = \"postgres://localhost/postgres\""}),
      FIELD(Environment, src)(
          "src",
          "Files and folders that say what the database shall hold; or another database, by its URL or as env://NAME.",
          {.example = "src = \"db/\""}),
      FIELD(Environment, schemas)("schemas", "The schemas to manage; those that the files declare, if not given.",
                                  {.example = "schemas = [\"dispatch\"]"}),
      FIELD(Environment, exclude)("exclude", "What is left alone, as schema.object patterns.",
                                  {.example = "exclude = [\"app.tmp_*\"]"}),
      FIELD(Environment, manage)("manage",
                                 "Database-wide kinds that are dropped when no file declares them; \"*\" for all.",
                                 {.example = "manage = [\"role\"]"}),
      FIELD(Environment, search_path)("search_path",
                                      "Where unqualified names in SQL are looked up after the own schema.",
                                      {.example = "search_path = [\"public\"]"}),
      FIELD(Environment, policy)("policy", "What a plan may do without being asked."),
      FIELD(Environment, rollout)("rollout", "Of an environment with for_each: how a change goes through its tenants."),
  };
  return all;
}

std::string find_project_file() {
  namespace fs = std::filesystem;
  for (auto folder = fs::current_path();; folder = folder.parent_path()) {
    if (auto file = folder / "schema.hcl"; fs::exists(file)) return file.string();
    if (folder == folder.root_path()) return {};
  }
}

std::optional<Project> load_project(const std::string& path, const std::string& name, const std::map<std::string, std::string>& variables,
                                    Sources& sources, Diagnostics& out) {
  auto file = read_source(path, sources, out);
  if (!file) return {};
  auto body = syntax::parse(*file, out);
  if (out.has_errors()) return {};
  Project project;
  project.root = std::filesystem::absolute(path).parent_path().string();
  project.file = path;
  project.variables = variables;
  auto options = evaluation_options(project.root, sources);
  options.is_type = [types = options.is_type](std::string_view name) { return name == kStopAfter || types(name); };
  auto for_files = variables;
  for (auto& block : body.blocks)
    if (block.type == "variable" && block.labels.size() == 1)
      if (auto given = for_files.extract(block.labels[0].text)) options.variables[given.key()] = lang::make_text(given.mapped());
  auto wanted = [&](const syntax::Block& b) {
    return b.type == "env" && !b.labels.empty() && (name.empty() || b.labels[0].text == name);
  };
  if (name.empty() && count_environments(body) > 1) {
    out.error("unknown-environment", {}, "which environment?", known_environments(body) + "; choose one with --env NAME");
    return {};
  }
  auto module = lang::evaluate_project(body, options, wanted, out);
  std::vector<const lang::Block*> found;
  for (auto& block : module.blocks)
    if (block.type == "env" && !block.labels.empty() && (name.empty() || block.labels[0] == name)) found.push_back(&block);
  if (out.has_errors()) return {};
  auto written = written_environment(body, name);
  bool fleet = is_fleet(written);
  if (fleet && found.empty()) {
    out.error("no-tenants", written->header,
              fmt::format("for_each of environment \"{}\" gives no tenant", written->labels[0].text));
    return {};
  }
  if (found.size() != 1 && !fleet) {
    auto message = found.empty() ? fmt::format("there is no environment \"{}\"", name)
                                 : fmt::format("there are {} environments \"{}\"", found.size(), name);
    out.error("unknown-environment", {}, message, known_environments(body));
    return {};
  }
  if (fleet)
    read_tenants(found, project, out);
  else
    project.environment = read_environment(*found[0], project.root, out);
  for (auto& [key, value] : for_files) {
    project.environment.vars[key] = lang::make_text(value);
    if (project.tenants)
      for (auto& vars : *project.tenants) vars[key] = lang::make_text(value);
  }
  if (out.has_errors()) return {};
  return project;
}

bool is_url(std::string_view text) { return text.find("://") != std::string_view::npos; }

std::optional<std::string> url_of(const std::string& text, const Project& project, Sources& sources, Diagnostics& out) {
  if (!text.starts_with(kEnvironment)) return text;
  auto name = text.substr(kEnvironment.size());
  if (project.file.empty()) {
    out.error("no-project", {}, fmt::format("{} needs a project file, and there is none", text));
    return {};
  }
  auto other = load_project(project.file, name, project.variables, sources, out);
  if (!other) return {};
  if (!other->environment.url.empty()) return other->environment.url;
  out.error("no-database", {}, fmt::format("environment \"{}\" has no url", name), "add url = \"postgres://...\"");
  return {};
}

}  // namespace schema
