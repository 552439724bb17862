#pragma once
#include "postgres/inspector.hpp"

namespace schema::redshift {

using postgres::Class;
using postgres::make;
using postgres::Oid;
using postgres::reference;
using postgres::Row;

/// Reads one database into a catalog: each kind by few queries over all schemas at once. The catalogs of the leader node
/// (pg_*) and the views that compute nodes answer (svv_*) are never in one query: Redshift refuses that.
class Inspector {
 public:
  Inspector(postgres::Connection& db, Catalog& into) : db_(db), catalog_(into) {}

  /// Calls `each` on the query's rows. In the text `$user` is the condition that schema n is not the system's.
  void query(std::string_view sql, const std::function<void(Row&)>& each);
  /// The same for what not everybody may read, or not every kind of cluster has: false if it was refused.
  bool query_if_allowed(std::string_view sql, const std::function<void(Row&)>& each);

  template <class T>
  T& add(std::unique_ptr<T> made, Class row_class, Oid oid, int32_t sub = 0) {
    auto& added = add(std::move(made));
    rows_[key(row_class, oid)].emplace_back(sub, &added);
    return added;
  }
  template <class T>
  T& add(std::unique_ptr<T> made) {
    return static_cast<T&>(add_resource(std::move(made)));
  }

  Resource* find(Class row_class, Oid oid, int32_t sub = 0) const;
  /// The table, view, materialized view or external table of this name, or null.
  Resource* relation(std::string_view schema, std::string_view name) const;
  Catalog& catalog() { return catalog_; }

  void read_all(postgres::Reach);

 private:
  static uint64_t key(Class row_class, Oid oid) { return static_cast<uint64_t>(row_class) << 32 | oid; }
  Resource& add_resource(std::unique_ptr<Resource>);
  void find_dependencies();
  void link_references();
  void set_objects_owners();

  postgres::Connection& db_;
  Catalog& catalog_;
  std::unordered_map<uint64_t, std::vector<std::pair<int32_t, Resource*>>> rows_;  ///< by class and oid
};

}  // namespace schema::redshift
