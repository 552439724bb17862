#pragma once
#include <string>
#include <string_view>
#include <unordered_map>

#include "postgres/connection.hpp"
#include "schema/resource.hpp"

namespace schema::postgres {

/// The schema for what the tool keeps in a database that it works on (apply/journal.hpp). No resource is in it.
inline constexpr std::string_view kOwnSchema = "schema_state";

/// The pg_catalog tables whose rows can be resources or take part in dependencies (pg_depend.classid).
enum class Class : uint32_t {
  default_acl = 826,
  type = 1247,
  procedure = 1255,
  relation = 1259,
  role = 1260,
  database = 1262,
  server = 1417,
  user_mapping = 1418,
  foreign_data_wrapper = 2328,
  access_method = 2601,
  amop = 2602,
  amproc = 2603,
  attrdef = 2604,
  cast = 2605,
  constraint = 2606,
  conversion = 2607,
  depend = 2608,
  language = 2612,
  schema = 2615,
  operator_class = 2616,
  operation = 2617,
  rewrite = 2618,
  trigger = 2620,
  operator_family = 2753,
  extension = 3079,
  policy = 3256,
  statistics = 3381,
  collation = 3456,
  event_trigger = 3466,
  transform = 3576,
  ts_dictionary = 3600,
  ts_parser = 3601,
  ts_configuration = 3602,
  ts_template = 3764,
  subscription = 6100,
  publication = 6104,
  publication_relation = 6106,
  publication_schema = 6237,
};

using Oid = uint32_t;

class CatalogQueries;

/// One row of a catalog query, read from left to right: each call takes the next column.
class Row {
 public:
  Row(const Result& result, int row) : result_(result), row_(row) {}

  std::string_view view() { return result_.get(row_, column_++); }
  std::string text() { return std::string(view()); }
  bool boolean() { return view() == "t"; }
  Oid oid() { return static_cast<Oid>(result_.integer(row_, column_++)); }
  int64_t integer() { return result_.integer(row_, column_++); }
  std::optional<std::string> optional_text();
  std::optional<int64_t> optional_integer();
  /// Two columns: the schema, null where it need not be told, and the name.
  Name name();
  /// A text[] column; null is empty.
  std::vector<std::string> list();
  /// A text[] of "name=value" (reloptions, proconfig, attoptions).
  Options options();

 private:
  const Result& result_;
  int row_;
  int column_ = 0;
};

/// Whether what belongs to the cluster (roles) is read along with the database.
enum class Reach : uint8_t { database, cluster };

/// Reads one database into a catalog. Each kind adds its resources by one set-based query over the whole database and says
/// which catalog rows they are; the dependencies then come from one query over pg_depend.
class Inspector {
 public:
  /// With `results` null nothing is read: the queries are only collected, so that they can run ahead.
  Inspector(int version, Catalog& into, CatalogQueries* results) : version_(version), catalog_(into), results_(results) {}

  /// Runs a catalog query and calls `each` on its rows. In the text
  /// - `$own` is a condition that is always true and puts the schema of the row (an `n.nspname` in scope) alone on the
  ///   search_path: `CASE WHEN $own THEN pg_get_viewdef(c.oid) END`;
  /// - `$user(pg_class, c.oid)` is the condition that schema n is not the system's and the object is no extension's member.
  /// - `$free(pg_cast, c.oid)` is the condition that an object in no schema is no extension's member.
  /// - `$comment(pg_class, c.oid, 0)` is what COMMENT ON says of the row.
  /// - `$columns(con.conrelid, con.conkey)` are the names of the relation's columns with these numbers, as an array.
  /// Which queries there are cannot depend on what another one gave.
  void query(std::string_view sql, const std::function<void(Row&)>& each);

  int version() const { return version_; }
  /// Whether the connection may read how subscriptions connect.
  bool reads_subscriptions() const { return reads_subscriptions_; }

  /// Adds a resource; its kind, names and parent must be set (a routine's arguments too, which are part of its address).
  template <class T>
  T& add(std::unique_ptr<T> made, Class row_class, Oid oid, int32_t sub = 0) {
    auto& added = add(std::move(made));
    stands_for(row_class, oid, sub, added);
    return added;
  }

  /// The same for one that has no row of its own: a permission is part of its object's ACL.
  template <class T>
  T& add(std::unique_ptr<T> made) {
    return static_cast<T&>(add_resource(std::move(made)));
  }

  /// Says that this catalog row also stands for the resource (a view's rule, a key's index, a table's row type).
  void stands_for(Class row_class, Oid oid, int32_t sub, Resource& resource);

  /// Says that what this row depends on is what the resource needs, where another one stands for the row: a base type's
  /// definition.
  void depends_as(Class row_class, Oid oid, Resource& resource);

  /// The resource that a catalog row is, or null.
  Resource* find(Class row_class, Oid oid, int32_t sub = 0) const;

  /// The names of the columns with these numbers, of a relation whose columns are resources.
  std::vector<std::string> column_names(Oid relation, const std::vector<std::string>& numbers) const;

  /// A Type from format_type's text (under the own schema's path) and the type's oid.
  Type type(std::string text, Oid oid) const;

 private:
  friend Catalog inspect(Connection&, Reach);
  Resource& add_resource(std::unique_ptr<Resource>);
  void read_all(Reach);
  void load_types();
  void load_multiranges();
  void load_dependencies();
  void load_security_labels();
  void list_unread();
  void link_references();
  void set_objects_owners();

  int version_;
  bool reads_subscriptions_ = false;
  Catalog& catalog_;
  CatalogQueries* results_;
  std::vector<std::string> queries_;  ///< all that were asked
  std::unordered_map<uint64_t, std::vector<std::pair<int32_t, Resource*>>> rows_;  ///< by class and oid
  std::unordered_map<uint64_t, Resource*> users_;  ///< by class and oid: see depends_as
  struct NamedType {
    std::string address;
    bool array;
  };
  std::unordered_map<Oid, NamedType> types_;  ///< those that are resources
  std::unordered_map<Oid, Oid> elements_;     ///< of array types, their element's
};

/// A resource of kind T with its names set, to be filled and added.
template <class T>
std::unique_ptr<T> make(const Kind& kind, std::string schema, std::string name, Resource* parent = nullptr) {
  auto made = std::make_unique<T>();
  made->kind = &kind;
  made->schema = std::move(schema);
  made->name = std::move(name);
  made->parent = parent;
  return made;
}

/// A reference to a resource of this kind at top level.
Ref reference(const Kind& kind, std::string_view schema, std::string_view name);

/// The whole database (system schemas aside) as resources, with their dependencies.
Catalog inspect(Connection&, Reach reach = Reach::database);

}  // namespace schema::postgres
