#include "redshift/inspector.hpp"

#include <thread>

#include "model/field_type.hpp"
#include "redshift/backend.hpp"
#include "redshift/grantee.hpp"
#include "redshift/support.hpp"
#include "sql/names.hpp"

namespace schema::redshift {

namespace {

/// Other sessions' work shows through: the catalogs have no snapshots. A new connection sees them whole again.
bool is_race(const postgres::ServerError& e) {
  for (auto text : {"could not find tuple", "cache lookup failed", "concurrent transaction", "could not open relation", "does not exist", "1023"})
    if (e.message.find(text) != std::string::npos) return true;
  return false;
}

bool is_refusal(const postgres::ServerError& e) { return e.sqlstate == "42501" || e.sqlstate == "42P01" || e.sqlstate == "0A000"; }

std::string expanded(std::string_view sql) {
  static constexpr std::string_view kMark = "$user";
  static const auto condition = fmt::format(
      "(left(n.nspname, 3) <> 'pg_' AND n.nspname NOT IN ('information_schema', 'catalog_history', '{}'))", postgres::kOwnSchema);
  std::string text(sql);
  for (size_t at = text.find(kMark); at != std::string::npos; at = text.find(kMark, at + condition.size()))
    text.replace(at, kMark.size(), condition);
  return text;
}

}  // namespace

void Inspector::query(std::string_view sql, const std::function<void(Row&)>& each) {
  auto result = db_.query(expanded(sql));
  for (int i = 0; i < result.rows(); ++i) {
    Row row(result, i);
    each(row);
  }
}

bool Inspector::query_if_allowed(std::string_view sql, const std::function<void(Row&)>& each) try {
  query(sql, each);
  return true;
} catch (const postgres::ServerError& e) {
  if (!is_refusal(e)) throw;
  return false;
}

Resource& Inspector::add_resource(std::unique_ptr<Resource> made) {
  auto& kind = *made->kind;
  if (made->parent) made->schema = made->parent->schema;
  made->address = make_address(kind, made->schema, kind.full_name ? kind.full_name(*made) : made->name, made->parent);
  auto& added = catalog_.add(std::move(made));
  if (!catalog_.index(added)) throw std::logic_error("two resources have the address " + added.address);
  return added;
}

Resource* Inspector::find(Class row_class, Oid oid, int32_t sub) const {
  auto it = rows_.find(key(row_class, oid));
  if (it == rows_.end()) return nullptr;
  for (auto& [s, resource] : it->second)
    if (s == sub) return resource;
  return nullptr;
}

Resource* Inspector::relation(std::string_view schema, std::string_view name) const { return find_relation(catalog_, schema, name); }

/// What pg_depend tells of bound views; what late-binding and materialized views name is found by reading them.
void Inspector::find_dependencies() {
  query(R"(
    SELECT r.ev_class, d.refobjid, d.refobjsubid FROM pg_depend d JOIN pg_rewrite r ON r.oid = d.objid
     WHERE d.classid = 2618 AND d.refclassid = 1259 AND r.ev_class <> d.refobjid)",
        [&](Row& row) {
          auto user = find(Class::relation, row.oid());
          auto table = row.oid();
          auto used = find(Class::relation, table, static_cast<int32_t>(row.integer()));
          if (!used) used = find(Class::relation, table);
          if (user && used && user != used) user->needs.push_back({used, false});
        });
  for (auto& r : catalog_.all())
    if (auto needs = support(*r->kind).needs) needs(*r, catalog_);
  for (auto& r : catalog_.all()) {
    auto& needs = r->needs;
    std::sort(needs.begin(), needs.end(), [](auto& a, auto& b) { return std::tie(a.to->address, a.soft) < std::tie(b.to->address, b.soft); });
    needs.erase(std::unique(needs.begin(), needs.end(), [](auto& a, auto& b) { return a.to == b.to; }), needs.end());
  }
}

void Inspector::link_references() {
  struct Linker : Visitor {
    Catalog& catalog;
    explicit Linker(Catalog& c) : catalog(c) {}
    Resource* self = nullptr;
    void ref(Ref& ref, const Field&) override {
      ref.to = catalog.find(ref.address);
      if (ref.to && ref.to != self->parent) self->needs.push_back({ref.to, false});
    }
    /// Owners and those who have privileges: who is granted nothing any more can be dropped.
    void named(std::string& name, const Field& field) override {
      if (!find_kind(field.options.names)->cluster) return;
      if (auto to = find_grantee(name, catalog); to && to != self && to != self->parent) self->needs.push_back({to, true});
    }
  } linker(catalog_);
  for (auto& r : catalog_.all()) {
    linker.self = r.get();
    visit(*r, linker);
    if (auto schema = r->parent || r->schema.empty() ? nullptr : catalog_.find("schema." + r->schema)) r->needs.push_back({schema, false});
  }
}

/// Most objects of a schema have one owner, which is then said once.
void Inspector::set_objects_owners() {
  std::map<std::string_view, std::map<std::string_view, int>> votes;
  for (auto& r : catalog_.all())
    if (r->kind->scope == Scope::schema && r->owner) ++votes[r->schema][*r->owner];
  for (auto& r : catalog_.all()) {
    if (!r->kind->objects_owner || !votes.contains(r->name)) continue;
    auto& owners = votes[r->name];
    auto fewer = [](auto& a, auto& b) { return a.second < b.second; };
    r->kind->objects_owner(*r) = std::max_element(owners.begin(), owners.end(), fewer)->first;
  }
}

void Inspector::read_all(postgres::Reach reach) {
  for (auto kind : all_kinds())
    if (auto read = support(*kind).inspect; read && (!kind->cluster || reach == postgres::Reach::cluster)) read(*this);
  link_references();
  find_dependencies();
  set_objects_owners();
}

bool is_redshift(postgres::Connection& db) {
  return db.server_version() < 90000 && db.query("SELECT version()").text(0, 0).find("Redshift") != std::string::npos;
}

namespace {

Catalog read(postgres::Connection& db, postgres::Reach reach) {
  Catalog catalog;
  catalog.server_version = db.server_version();
  auto about = db.query("SELECT current_database(), current_setting('enable_case_sensitive_identifier')");
  catalog.database = about.text(0, 0);
  catalog.folds_names = about.get(0, 1) != "on" && about.get(0, 1) != "true";
  // What the server prints is then qualified by the schema, whatever the session's path was.
  db.execute("SET search_path TO pg_catalog");
  Inspector(db, catalog).read_all(reach);
  db.execute("RESET search_path");
  return catalog;
}

}  // namespace

Catalog Redshift::inspect(postgres::Connection& db, postgres::Reach reach) const {
  constexpr int kTries = 5;
  auto pause = std::chrono::milliseconds(100);
  for (int i = 1;; ++i, pause *= 3) try {
      if (i == 1) return read(db, reach);
      auto fresh = postgres::Connection::open(db.url());
      return read(fresh, reach);
    } catch (const postgres::ServerError& e) {
      if (i == kTries || !is_race(e)) throw;
      std::this_thread::sleep_for(pause);
    }
}

}  // namespace schema::redshift
