#include "apply/journal.hpp"

#include <fstream>
#include <sstream>

#include "apply/own_tables.hpp"
#include "plan/scope_json.hpp"
#include "workspace/drivers.hpp"

namespace schema {

namespace {

using postgres::Connection;

constexpr std::string_view kInDatabase = "database";

}  // namespace

std::optional<Journal::Position> Journal::find() {
  if (!has_own_table(db_, kJournalTable)) return {};
  auto row = db_.query("SELECT done, running FROM " + own_table(kJournalTable) + " WHERE plan = $1", {plan_});
  if (row.rows() == 0) return {};
  open_ = true;
  return Position{static_cast<size_t>(row.integer(0, 0)), row.boolean(0, 1)};
}

void Journal::open() {
  if (open_) return;
  open_ = make_own_table(db_, kJournalTable,
                         fmt::format("plan text PRIMARY KEY, done integer NOT NULL, running boolean NOT NULL, began "
                                     "timestamptz NOT NULL DEFAULT {}, by text NOT NULL DEFAULT current_user",
                                     driver_for(db_).clock()));
  if (!open_) return;
  db_.execute("DELETE FROM " + own_table(kJournalTable));
  db_.query("INSERT INTO " + own_table(kJournalTable) + " (plan, done, running) VALUES ($1, 0, false)", {plan_});
}

void Journal::starts(size_t transaction) {
  if (open_)
    db_.query("UPDATE " + own_table(kJournalTable) + " SET done = $1, running = true WHERE plan = $2",
              {std::to_string(transaction), plan_});
}

void Journal::done(size_t transaction) {
  if (open_)
    db_.query("UPDATE " + own_table(kJournalTable) + " SET done = $1, running = false WHERE plan = $2",
              {std::to_string(transaction + 1), plan_});
}

void Journal::close() {
  drop_own_table(db_, kJournalTable);
  open_ = false;
}

bool record_applied(Connection& db, const std::string& where, const State& state, const ManagedScope& scope) {
  auto about = db.query("SELECT now()::timestamptz(0)::text, session_user");
  Json json = {{"at", about.text(0, 0)},
               {"by", about.text(0, 1)},
               {"fingerprint", fingerprint(state)},
               {"scope", scope_json(scope)},
               {"resources", state}};
  if (where != kInDatabase) {
    std::ofstream file(where);
    file << json_document(json);
    file.close();
    return static_cast<bool>(file);
  }
  if (!make_own_table(db, kAppliedTable,
                      "at timestamptz NOT NULL, by text NOT NULL, fingerprint text NOT NULL, content jsonb NOT NULL"))
    return false;
  postgres::Transaction transaction(db);
  db.execute("DELETE FROM " + own_table(kAppliedTable));
  db.query("INSERT INTO " + own_table(kAppliedTable) + " VALUES ($1, $2, $3, $4)",
           {about.text(0, 0), about.text(0, 1), fingerprint(state), json_line(json)});
  transaction.commit();
  return true;
}

std::optional<Applied> last_applied(Connection& db, const std::string& where) {
  std::string text;
  if (where == kInDatabase) {
    if (!has_own_table(db, kAppliedTable)) return {};
    auto row = db.query("SELECT content FROM " + own_table(kAppliedTable));
    if (row.rows() == 0) return {};
    text = row.text(0, 0);
  } else {
    std::ifstream file(where);
    std::stringstream content;
    content << file.rdbuf();
    text = content.str();
  }
  if (text.empty()) return {};
  try {
    auto json = parse_json(text);
    Applied applied{.scope = read_scope(json.at("scope")), .at = json.at("at"), .by = json.at("by")};
    json.at("resources").get_to(applied.state);
    return applied;
  } catch (const Json::exception& error) {
    throw BadRecord(json_error(error));
  }
}

}  // namespace schema
