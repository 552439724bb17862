#include "apply/journal.hpp"

#include "sql/quote.hpp"

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

namespace schema {

namespace {

using postgres::Connection;
using Json = nlohmann::ordered_json;

constexpr std::string_view kJournal = "schema_state.journal", kApplied = "schema_state.applied";
constexpr std::string_view kInDatabase = "database";

/// Redshift knows no to_regclass.
bool exists(Connection& db, std::string_view table) {
  auto dot = table.find('.');
  return db.query("SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = " +
                  sql::quote_literal(table.substr(0, dot)) +
                  " AND c.relname = " + sql::quote_literal(table.substr(dot + 1)))
             .rows() > 0;
}

/// A table of ours, if the role may make one.
bool make_table(Connection& db, std::string_view table, std::string_view columns) {
  if (exists(db, table)) return true;
  auto may = db.query(
      "SELECT coalesce(has_schema_privilege(to_regnamespace('schema_state'), 'CREATE'), "
      "has_database_privilege(current_database(), 'CREATE'))");
  if (!may.boolean(0, 0)) return false;
  db.execute(fmt::format("CREATE SCHEMA IF NOT EXISTS schema_state; CREATE TABLE {} ({})", table, columns));
  return true;
}

Json scope_json(const ManagedScope& s) {
  return {{"schemas", s.schemas},   {"exclude", s.exclude}, {"manage", s.manage},
          {"declared", s.declared}, {"kinds", s.kinds},     {"owners", s.owners}};
}

ManagedScope read_scope(const Json& json) {
  ManagedScope s;
  json.at("schemas").get_to(s.schemas);
  json.at("exclude").get_to(s.exclude);
  json.at("manage").get_to(s.manage);
  json.at("declared").get_to(s.declared);
  json.at("kinds").get_to(s.kinds);
  s.owners = json.at("owners");
  return s;
}

}  // namespace

std::optional<Journal::Position> Journal::find() {
  if (!exists(db_, kJournal)) return {};
  auto row = db_.query("SELECT done, running FROM schema_state.journal WHERE plan = $1", {plan_});
  if (row.rows() == 0) return {};
  open_ = true;
  return Position{static_cast<size_t>(row.integer(0, 0)), row.boolean(0, 1)};
}

void Journal::open() {
  if (open_) return;
  open_ = make_table(db_, kJournal,
                     "plan text PRIMARY KEY, done integer NOT NULL, running boolean NOT NULL, "
                     "began timestamptz NOT NULL DEFAULT now(), by text NOT NULL DEFAULT current_user");
  if (!open_) return;
  db_.execute("DELETE FROM schema_state.journal");
  db_.query("INSERT INTO schema_state.journal (plan, done, running) VALUES ($1, 0, false)", {plan_});
}

void Journal::starts(size_t transaction) {
  if (open_)
    db_.query("UPDATE schema_state.journal SET done = $1, running = true WHERE plan = $2",
              {std::to_string(transaction), plan_});
}

void Journal::done(size_t transaction) {
  if (open_)
    db_.query("UPDATE schema_state.journal SET done = $1, running = false WHERE plan = $2",
              {std::to_string(transaction + 1), plan_});
}

void Journal::close() {
  if (!exists(db_, kJournal)) return;
  db_.execute(fmt::format("DROP TABLE {}", kJournal));
  // What was last applied, and a fleet's journal, are kept there as well.
  auto kept = db_.query(
      "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'schema_state' "
      "AND c.relkind = 'r'");
  if (kept.rows() == 0) db_.execute("DROP SCHEMA schema_state");
  open_ = false;
}

void record_applied(Connection& db, const std::string& where, const State& state, const ManagedScope& scope) {
  auto about = db.query("SELECT now()::timestamptz(0)::text, session_user");
  Json json = {{"at", about.text(0, 0)},
               {"by", about.text(0, 1)},
               {"fingerprint", fingerprint(state)},
               {"scope", scope_json(scope)},
               {"resources", state}};
  if (where != kInDatabase) {
    std::ofstream(where) << json.dump(1) << "\n";
    return;
  }
  if (!make_table(db, kApplied,
                  "at timestamptz NOT NULL, by text NOT NULL, fingerprint text NOT NULL, content jsonb NOT NULL"))
    return;
  postgres::Transaction transaction(db);
  db.execute("DELETE FROM schema_state.applied");
  db.query("INSERT INTO schema_state.applied VALUES ($1, $2, $3, $4)",
           {about.text(0, 0), about.text(0, 1), fingerprint(state), json.dump()});
  transaction.commit();
}

std::optional<Applied> last_applied(Connection& db, const std::string& where) {
  std::string text;
  if (where == kInDatabase) {
    if (!exists(db, kApplied)) return {};
    auto row = db.query("SELECT content FROM schema_state.applied");
    if (row.rows() == 0) return {};
    text = row.text(0, 0);
  } else {
    std::ifstream file(where);
    std::stringstream content;
    content << file.rdbuf();
    text = content.str();
  }
  auto json = Json::parse(text, nullptr, false);
  if (!json.is_object()) return {};
  Applied applied{.scope = read_scope(json.at("scope")), .at = json.at("at"), .by = json.at("by")};
  json.at("resources").get_to(applied.state);
  return applied;
}

}  // namespace schema
