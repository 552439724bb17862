#include "apply/watch.hpp"

#include <fmt/format.h>

#include <set>

#include "apply/own_tables.hpp"
#include "model/type_value.hpp"
#include "postgres/inspector.hpp"
#include "sql/quote.hpp"

namespace schema {

namespace {

using postgres::kOwnSchema;

constexpr std::string_view kTable = "noted";

/// What is dropped is told by another event. What belongs to a session alone changes nothing for others.
constexpr std::string_view kFunction = R"(
BEGIN
  IF TG_EVENT = 'sql_drop' THEN
    INSERT INTO {0}.{1} (object, command)
      SELECT object_identity, TG_TAG FROM pg_catalog.pg_event_trigger_dropped_objects()
       WHERE original AND NOT is_temporary AND schema_name IS DISTINCT FROM '{0}';
  ELSE
    INSERT INTO {0}.{1} (object, command)
      SELECT object_identity, command_tag FROM pg_catalog.pg_event_trigger_ddl_commands()
       WHERE schema_name IS NULL OR schema_name NOT IN ('{0}', 'pg_temp');
  END IF;
END
)";

std::string made_by() {
  auto function = fmt::format(fmt::runtime(kFunction), kOwnSchema, kTable);
  return fmt::format(R"(
CREATE OR REPLACE FUNCTION {0}.note_change() RETURNS event_trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS {1};
CREATE EVENT TRIGGER {0}_changed ON ddl_command_end EXECUTE FUNCTION {0}.note_change();
CREATE EVENT TRIGGER {0}_dropped ON sql_drop EXECUTE FUNCTION {0}.note_change())",
                     kOwnSchema, sql::dollar_quote(function));
}

/// Redshift has no event triggers.
bool is_watched(postgres::Connection& db) {
  if (db.server_version() < 90300) return false;
  return db.query("SELECT FROM pg_catalog.pg_event_trigger WHERE evtname = $1", {std::string(kOwnSchema) + "_changed"})
             .rows() > 0;
}

}  // namespace

bool watch_changes(postgres::Connection& db) {
  if (!is_watched(db)) {
    if (db.server_version() < 110000) return false;
    if (!db.query("SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user").boolean(0, 0)) return false;
    make_own_table(db, kTable,
                   "at timestamptz NOT NULL DEFAULT now(), by text NOT NULL DEFAULT session_user, application text NOT "
                   "NULL DEFAULT current_setting('application_name'), client inet DEFAULT inet_client_addr(), object "
                   "text, command text NOT NULL");
    db.execute(made_by());
  }
  db.execute("DELETE FROM " + own_table(kTable));
  return true;
}

void unwatch_changes(postgres::Connection& db) {
  if (!is_watched(db)) return;
  for (auto trigger : {"changed", "dropped"}) db.execute(fmt::format("DROP EVENT TRIGGER {}_{}", kOwnSchema, trigger));
  db.execute(fmt::format("DROP FUNCTION {}.note_change()", kOwnSchema));
  drop_own_table(db, kTable);
}

std::string NotedChange::text() const {
  auto where = (application.empty() ? "" : ", by " + application) + (client.empty() ? "" : " from " + client);
  return fmt::format("{}{}, on {}: {} {}", by, where, at, command, object);
}

std::vector<NotedChange> noted_changes(postgres::Connection& db) {
  std::vector<NotedChange> all;
  if (!has_own_table(db, kTable)) return all;
  auto rows = db.query(
      "SELECT coalesce(object, ''), at::timestamptz(0), by, application, coalesce(host(client), ''), command FROM " +
      own_table(kTable) + " ORDER BY at");
  for (int i = 0; i < rows.rows(); ++i)
    all.push_back(
        {rows.text(i, 0), rows.text(i, 1), rows.text(i, 2), rows.text(i, 3), rows.text(i, 4), rows.text(i, 5)});
  return all;
}

namespace {

/// Those about the object, each text once: many commands a second are one to a reader.
template <class Matches>
std::vector<const NotedChange*> matching(const std::vector<NotedChange>& all, Matches matches) {
  std::vector<const NotedChange*> found;
  std::set<std::string> texts;
  for (auto& noted : all)
    if (matches(noted.object) && texts.insert(noted.text()).second) found.push_back(&noted);
  return found;
}

}  // namespace

std::vector<const NotedChange*> about(const std::vector<NotedChange>& all, const StateChange& change) {
  auto parts = split_address(change.address);
  if (parts.size() < 2) return {};
  auto schema = sql::quote_ident(parts[1]), name = schema;
  if (parts.size() > 2) name += "." + sql::quote_ident(parts[2].substr(0, parts[2].find('(')));
  auto part = parts.size() > 4 ? sql::quote_ident(parts[4]) : std::string();
  auto kind = part.empty() ? nullptr : find_kind(parts[3]);
  bool in_schema = kind && kind->name_space == "relation";
  // An index, trigger or policy is named by itself; what changes a column, by its table.
  auto itself = matching(all, [&](auto& object) {
    return !part.empty() && (object == part + " on " + name || (in_schema && object == schema + "." + part));
  });
  if (!itself.empty()) return itself;
  return matching(all, [&](auto& object) {
    return object == name || object.starts_with(name + "(") || (!part.empty() && object == name + "." + part);
  });
}

}  // namespace schema
