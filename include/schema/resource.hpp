#pragma once
#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <typeinfo>
#include <unordered_map>
#include <vector>

#include "schema/boxed.hpp"
#include "schema/kind.hpp"
#include "schema/source.hpp"

namespace schema {

/// A reference to another resource. A file gives a path (`table.users.column.id`), resolving gives the address.
struct Ref {
  std::vector<std::string> path;  ///< as written; empty if the reference was read from a database
  std::string address;            ///< of the resource it means; empty until resolved
  struct Resource* to = nullptr;  ///< that resource, in the same catalog
  Range where;

  bool operator==(const Ref& o) const { return address == o.address; }
  bool empty() const { return path.empty() && address.empty(); }
};

/// `${table.users}` inside SQL text: where the name goes, and what it names.
struct SqlRef {
  uint32_t offset;
  Ref ref;
};

/// Whether an SQL text stands for a plain value that a file writes as such: `default = 0`, `default = "open"`.
enum class Literal : uint8_t {
  no,
  pending,  ///< the text is still the bare value: it becomes SQL once the type is known
  yes,      ///< the text is SQL for a plain value
};

/// SQL text that the server stores its own rewriting of: equal texts are equal, otherwise the server is asked.
struct Sql {
  std::string text;
  std::shared_ptr<const TextOrigin> origin;
  std::vector<SqlRef> refs;  ///< interpolated names; resolving writes them into `text`
  Literal literal = Literal::no;

  bool operator==(const Sql& o) const { return text == o.text; }
  bool empty() const { return text.empty(); }
};

/// A type, as format_type prints it with only the own schema on the search_path: "character varying(20)", "status[]".
struct Type {
  std::string text;
  Ref named;           ///< the enum, domain, ... that `text` names
  bool array = false;  ///< of `named`: an array of it
  Range where;

  bool operator==(const Type& o) const { return text == o.text; }
  bool empty() const { return text.empty() && named.empty(); }
};

/// One of a field's fixed words, lower case: "cascade", "no action".
struct Word {
  std::string text;
  bool operator==(const Word&) const = default;
  bool empty() const { return text.empty(); }
};

/// A column of the resource's own table (or view), by name.
struct ColumnName {
  std::string name;
  Range where;
  bool operator==(const ColumnName& o) const { return name == o.name; }
};

/// The name of something that need not be a resource: a collation, an operator class, an operator.
struct Name {
  std::string schema;  ///< empty: found without one (pg_catalog, or the own schema)
  std::string name;
  bool operator==(const Name&) const = default;
  bool empty() const { return name.empty(); }
};

/// Storage parameters and other options: name to value, in the order in which they were written or found. Two are equal
/// whatever their orders.
class Options {
 public:
  using Item = std::pair<std::string, std::string>;

  using Place = std::vector<Item>::const_iterator;

  Place begin() const { return items_.begin(); }
  Place end() const { return items_.end(); }
  bool empty() const { return items_.empty(); }
  size_t size() const { return items_.size(); }
  bool contains(std::string_view name) const { return find(name) != end(); }
  Place find(std::string_view name) const;
  std::string& operator[](std::string_view name);
  Place erase(Place at);
  void clear() { items_.clear(); }
  /// Takes in what it has no value of.
  void add(const Options& more);
  bool operator==(const Options&) const;

 private:
  std::vector<Item> items_;
};

/// How what uses a type keeps values of it. The server finds most of them when the type changes, and refuses that.
enum class Keeps : uint8_t {
  none,
  value,   ///< an expression has one: a default, a view's query
  inside,  ///< an expression has several in one value: an array
  rows,    ///< the rows of a query's result
};

/// Why one resource must exist before another.
struct Edge {
  struct Resource* to;
  bool soft = false;  ///< needed when it runs, not when it is created; given up first where there is a cycle
  Keeps keeps = Keeps::none;
};

/// One thing in a database that has a life of its own. Kinds derive from this and add their fields.
struct Resource {
  virtual ~Resource() = default;

  const Kind* kind = nullptr;
  std::string schema;   ///< real name; empty for a database-wide kind
  std::string name;     ///< real name
  std::string address;  ///< kind.schema.name, or the parent's address.kind.name
  Resource* parent = nullptr;
  std::vector<Resource*> children;

  std::optional<std::string> owner;    ///< unset: not managed
  std::optional<std::string> comment;  ///< unset: none
  Options security_labels;             ///< by provider
  std::vector<Ref> depends_on;
  std::vector<Edge> needs;  ///< the dependency graph: from the server's pg_depend, or found by resolving

  Ref schema_ref;                   ///< `schema = schema.x` as written
  std::vector<std::string> labels;  ///< as written
  std::string key;                  ///< each.key of the for_each that made it
  Range where;                      ///< the block's header; nowhere if read from a database
  bool managed = true;              ///< false: inspected, but not ours to change

  std::string address_of_parent() const { return parent ? parent->address : std::string(); }
};

/// The state of a database: all its resources, found by address.
class Catalog {
 public:
  Catalog() = default;
  Catalog(Catalog&&) = default;
  Catalog& operator=(Catalog&&) = default;

  /// Makes room for so many more at once, where they are many.
  void expect(size_t more);
  /// Takes the resource in and links it to its parent. Its address must be set and new: see index().
  Resource& add(std::unique_ptr<Resource> resource);
  /// Makes the resource findable under its address; false (and the other one) if the address is taken.
  bool index(Resource& resource, Resource** other = nullptr);

  /// After addresses have changed: makes every resource findable under its own.
  void index_all();

  Resource* find(std::string_view address) const;
  const std::vector<std::unique_ptr<Resource>>& all() const { return resources_; }
  size_t size() const { return resources_.size(); }

  int server_version = 0;           ///< 150020 style; 0 if it did not come from a server
  std::string database;             ///< its name, if it came from a server
  bool folds_names = false;         ///< whether the server has no capitals in names, in quotes neither
  std::vector<std::string> unread;  ///< what the database holds that no kind reads, each with the reason

 private:
  std::vector<std::unique_ptr<Resource>> resources_;
  std::unordered_map<std::string_view, Resource*> by_address_;
};

/// What a resource is a part of in the end, or the resource itself.
inline const Resource& top_of(const Resource& r) { return r.parent ? top_of(*r.parent) : r; }

/// The address that a resource with this kind, schema, name and parent has.
std::string make_address(const Kind& kind, std::string_view schema, std::string_view name, const Resource* parent);

/// The resource as its kind's struct.
template <class T>
const T& as(const Resource& r) {
  return static_cast<const T&>(r);
}
template <class T>
T& as(Resource& r) {
  return static_cast<T&>(r);
}

/// The resource's struct where it is a T, or null. Most are final, which is a comparison in place of a search.
template <class T>
const T* is(const Resource* r) {
  if constexpr (std::is_final_v<T>)
    return r && typeid(*r) == typeid(T) ? static_cast<const T*>(r) : nullptr;
  else
    return dynamic_cast<const T*>(r);
}
template <class T>
T* is(Resource* r) {
  return const_cast<T*>(is<T>(static_cast<const Resource*>(r)));
}

}  // namespace schema
