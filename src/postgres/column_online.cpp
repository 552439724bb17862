#include "kinds/inherit.hpp"
#include "postgres/backfill.hpp"
#include "postgres/column.hpp"
#include "postgres/support.hpp"

namespace schema::postgres {

namespace {

/// ALTER TABLE of the column's table, for what is done to a check on it.
Statement& alter_check(const Column& c, Lock lock, Script& out) {
  return out.add(fmt::format("ALTER TABLE {} ", table_of(c))).locks(lock);
}

/// The check tells that no value is NULL. It is read beside writes; SET NOT NULL then trusts it and reads nothing.
Statement& trust_check(const Column& c, const std::string& check, Script& out) {
  auto& validate = alter_check(c, Lock::share_update_exclusive, out).scans() << "VALIDATE CONSTRAINT " << check;
  validate.starts_transaction = true;
  auto place = out.statements.size() - 1;
  out.add(alter_prefix(c)).locks(Lock::access_exclusive) << "SET NOT NULL";
  out.statements.back().starts_transaction = true;
  alter_check(c, Lock::access_exclusive, out) << "DROP CONSTRAINT " << check;
  return out.statements[place];
}

void add_check(const Column& c, const std::string& check, const std::string& condition, Script& out) {
  alter_check(c, Lock::access_exclusive, out) << "ADD CONSTRAINT " << check << " CHECK (" << condition << ") NOT VALID";
}

/// Once the rows are filled.
Statement& later_not_null(const Column& c, const std::string& check, Script& out) {
  add_check(c, check, is_given(c), out);
  return trust_check(c, check, out);
}

/// What fills each row at once, or adds the column with values; the end if there is none.
auto filling(OnlineStep& step) {
  auto fills = [](const Statement& s) {
    return std::any_of(s.hazards.begin(), s.hazards.end(), [](auto& h) { return h.code == "PG302"; });
  };
  return std::find_if(step.statements.begin(), step.statements.end(), fills);
}

void set_not_null_later(const Column& c, OnlineStep& step) {
  auto text = alter_prefix(c) + "SET NOT NULL";
  auto found =
      std::find_if(step.statements.begin(), step.statements.end(), [&](const Statement& s) { return s.sql == text; });
  if (found == step.statements.end() || step.server_version < 120000) return;
  auto check = sql::quote_ident(online_name(c.name));
  Script add, later;
  if (auto filled = filling(step); filled < found) {
    fill(c, step, later);
    later_not_null(c, check, later).fails_like(*found);
    step.statements.erase(filled, found + 1);
  } else {
    trust_check(c, check, later).fails_like(*found);
    add_check(c, check, is_given(c), add);
    *found = std::move(add.statements.front());
    // An identity needs it.
    std::move(found + 1, step.statements.end(), std::back_inserter(later.statements));
    step.statements.erase(found + 1, step.statements.end());
  }
  step.later = std::move(later.statements);
}

/// Each row needs a value of its own: those that come get it by the default, those that are there bit by bit. A check
/// tells that this goes on, so that a run after one that broke off finds it.
void fill_later(const Column& c, OnlineStep& step) {
  auto check = sql::quote_ident(fill_name(c.name));
  Script now, later;
  add_column(c, now);
  if (auto its = default_of(c)) now.add(alter_prefix(c)).locks(Lock::access_exclusive) << "SET DEFAULT " << *its;
  add_check(c, check, fill_condition(c), now);
  auto rest = filling(step) + 1;
  auto closing = [&](const Statement& s) { return s.sql == kRunDeferred || s.sql == alter_prefix(c) + "SET NOT NULL"; };
  rest = std::find_if_not(rest, step.statements.end(), closing);
  std::move(rest, step.statements.end(), std::back_inserter(now.statements));
  fill(c, step, later);
  alter_check(c, Lock::access_exclusive, later) << "DROP CONSTRAINT " << check;
  if (!c.null) later_not_null(c, sql::quote_ident(online_name(c.name)), later);
  step.statements = std::move(now.statements);
  step.later = std::move(later.statements);
}

}  // namespace

void column_online(OnlineStep& step) {
  auto& c = as<Column>(step.resource);
  if (step.fate == Fate::alter) return set_not_null_later(c, step);
  bool filled = filling(step) != step.statements.end();
  if (step.fate == Fate::create && filled && step.server_version >= 120000) fill_later(c, step);
}

}  // namespace schema::postgres
