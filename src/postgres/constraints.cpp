#include "postgres/constraints.hpp"

#include "plan/pairs.hpp"

namespace schema::postgres {

namespace {

std::string alter_table(const Resource& constraint) { return fmt::format("ALTER TABLE {} ", table_of(constraint)); }

}  // namespace

std::string constraint_target(const Resource& constraint) {
  return fmt::format("CONSTRAINT {} ON {}", sql::quote_ident(constraint.name), table_of(constraint));
}

Statement& name_constraint(const Resource& constraint, Statement& s) {
  return s << "CONSTRAINT " << sql::quote_ident(constraint.name) << " ";
}

Statement& add_constraint(const Resource& constraint, Lock lock, Script& out) {
  return out.add(alter_table(constraint)).locks(lock) << "ADD ";
}

Statement& drop_constraint(const Resource& constraint, Script& out) {
  return out.add(alter_table(constraint)).locks(Lock::access_exclusive)
         << "DROP CONSTRAINT " << sql::quote_ident(constraint.name);
}

Statement& validate_constraint(const Resource& constraint, Script& out) {
  return out.add(alter_table(constraint)).locks(Lock::share_update_exclusive).scans()
         << "VALIDATE CONSTRAINT " << sql::quote_ident(constraint.name);
}

void validate_later(OnlineStep& step) {
  if (step.fate == Fate::drop || step.fate == Fate::alter) return;
  auto& add = step.statements.front();
  if (add.work == Work::none) return;
  Script script;
  auto& validate = validate_constraint(step.resource, script);
  validate.starts_transaction = true;
  validate.fails_like(add);
  add << " NOT VALID";
  add.work = Work::none;
  add.hazards.clear();
  step.later = std::move(script.statements);
}

void rename_constraint(const Resource& from, std::string_view to, Script& out) {
  out.add(alter_table(from)).locks(Lock::access_exclusive)
      << "RENAME CONSTRAINT " << sql::quote_ident(from.name) << " TO " << sql::quote_ident(to);
}

std::string_view enforced_column(int version) { return version >= 180000 ? "con.conenforced" : "true"; }

std::string_view deferrable_clause(const Word& deferrable) {
  if (deferrable.empty()) return "";
  return deferrable.text == "initially deferred" ? " DEFERRABLE INITIALLY DEFERRED" : " DEFERRABLE";
}

}  // namespace schema::postgres
