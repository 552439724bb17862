#include "support/round_trip.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <array>

#include "model/field_type.hpp"
#include "support/server.hpp"

namespace schema::test {

using namespace schema::postgres;

namespace {

std::vector<std::string_view> changed_fields(const Resource& a, const Resource& b) {
  std::vector<std::string_view> names;
  for (auto& f : a.kind->fields)
    if (f.options.on_change != OnChange::ignore && !f.options.identity && !f.type->equal(f.of(&a), f.of(&b)))
      names.push_back(f.name);
  return names;
}

bool must_be_replaced(const Resource& r, const std::vector<std::string_view>& fields) {
  auto replaces = [&](const Field& f) {
    return f.options.on_change == OnChange::replace && std::find(fields.begin(), fields.end(), f.name) != fields.end();
  };
  return !support(*r.kind).render.alter || std::any_of(r.kind->fields.begin(), r.kind->fields.end(), replaces);
}

void comment(const Resource& r, Script& out) {
  out.add("COMMENT ON " + support(*r.kind).render.target(r) + " IS ")
      << (r.comment ? sql::quote_literal(*r.comment) : "NULL");
}

/// What folds is stated by its parent, if that is new.
void create(const Resource& r, const Catalog& from, Script& out) {
  auto folded = [&](const Resource& other) { return other.kind->folds && !from.find(other.parent->address); };
  support(*r.kind).render.create({r, folded, from.server_version}, out);
  if (r.comment) comment(r, out);
}

}  // namespace

bool SimplePlan::has(std::string_view sql) const {
  return std::any_of(statements.begin(), statements.end(),
                     [&](auto& s) { return s.sql.find(sql) != std::string::npos; });
}

SimplePlan simple_plan(const Catalog& from, const Catalog& to) {
  SimplePlan plan;
  Script drops, alters, creates;
  auto drop = [&](const Resource& r) { support(*r.kind).render.drop(r, drops); };
  auto changes = [&](const Resource& old, const Resource& now) {
    auto fields = changed_fields(old, now);
    Script script;
    if (fields.empty()) return true;
    if (must_be_replaced(old, fields) ||
        !support(*old.kind).render.alter({old, now, fields, from.server_version}, script))
      return false;
    for (auto& s : script.statements) alters.statements.push_back(s);
    return true;
  };
  for (auto it = from.all().rbegin(); it != from.all().rend(); ++it) {
    auto& r = **it;
    bool parent_goes = r.parent && !to.find(r.parent->address);
    if (!to.find(r.address) && !(parent_goes && r.kind->folds)) drop(r);
  }
  for (auto& r : to.all()) {
    auto old = from.find(r->address);
    if (!old) {
      create(*r, from, creates);
    } else if (!changes(*old, *r)) {
      plan.refused.push_back(r->address);
      drop(*old);
      create(*r, from, creates);
    } else if (old->comment != r->comment) {
      comment(*r, alters);
    }
  }
  for (auto script : {&drops, &alters, &creates})
    for (auto& s : script->statements) plan.statements.push_back(std::move(s));
  return plan;
}

void run(Connection& db, const SimplePlan& plan) {
  // A step runs with the resource's own schema first; the tests' own types are all in public.
  db.execute("SET search_path TO public");
  for (auto& s : plan.statements) db.execute(s.sql);
}

std::vector<std::string> differences(const Catalog& a, const Catalog& b) {
  std::vector<std::string> out;
  for (auto& r : b.all())
    if (!a.find(r->address)) out.push_back("+ " + r->address);
  for (auto& r : a.all()) {
    auto other = b.find(r->address);
    if (!other) {
      out.push_back("- " + r->address);
      continue;
    }
    for (auto field : changed_fields(*r, *other)) out.push_back(fmt::format("{}: {}", r->address, field));
    if (r->comment != other->comment) out.push_back(r->address + ": comment");
  }
  return out;
}

Connection& empty_database(EmptyDatabase which) {
  static std::array<FreshDatabase, 2> all = {fresh_database("old"), fresh_database("new")};
  auto& db = all[which == EmptyDatabase::changed ? 0 : 1].connection();
  db.execute(R"(
    RESET search_path;
    DO $$
    DECLARE x record;
    BEGIN
      FOR x IN SELECT extname FROM pg_extension WHERE extname <> 'plpgsql' LOOP
        EXECUTE format('DROP EXTENSION %I CASCADE', x.extname);
      END LOOP;
      FOR x IN SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' LOOP
        EXECUTE format('DROP SCHEMA %I CASCADE', x.nspname);
      END LOOP;
    END $$;
    CREATE SCHEMA public)");
  return db;
}

Catalog inspect_sql(const std::string& sql) {
  auto& db = empty_database(EmptyDatabase::goal);
  db.execute(sql);
  return inspect(db);
}

SimplePlan check_change(const std::string& old_sql, const std::string& new_sql) {
  auto goal = inspect_sql(new_sql);
  auto& db = empty_database(EmptyDatabase::changed);
  if (!old_sql.empty()) db.execute(old_sql);
  auto plan = simple_plan(inspect(db), goal);
  std::string script;
  for (auto& s : plan.statements) script += s.sql + ";\n";
  CAPTURE(script);
  run(db, plan);
  CHECK(fmt::format("{}", fmt::join(differences(inspect(db), goal), "\n")) == "");
  return plan;
}

}  // namespace schema::test
