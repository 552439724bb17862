#pragma once
#include "model/field_type.hpp"

namespace schema {

/// Whether so much is wrong that nobody reads on: then each unknown name is not compared with all names any more, which
/// would take long.
inline bool many_mistakes(const Diagnostics& out) {
  constexpr size_t kMany = 200;
  return out.error_count() >= kMany;
}

/// The declared resources by kind and label.
class Labels {
 public:
  explicit Labels(const Catalog&);

  /// The resource that a path means: table.users, table.app.users.column.id, function["f(integer)"]. Reports what it
  /// does not find, with the nearest names. `from` decides between resources of one name in several schemas.
  Resource* find(const Ref&, const Field&, const Resource& from, Diagnostics&) const;

  /// The database-wide resource with this label or name, or null.
  Resource* named(const Kind&, const std::string& label) const;

  /// Every declared schema by its label or name.
  Resource* schema(std::string_view label) const;
  std::vector<std::string_view> schemas() const;

 private:
  using Key = std::pair<const Kind*, std::string>;
  Resource* top_level(const Ref&, size_t& used, const Resource& from, Diagnostics&) const;
  std::string help_for(const Kind&, std::string_view label) const;
  Resource* owner_of(const Ref&, const Resource& from) const;
  Resource* descend(Resource&, const Ref&, size_t used, Diagnostics&) const;

  std::map<Key, std::vector<Resource*>> by_label_;
  std::map<std::string, Resource*, std::less<>> schemas_;
};

/// The declared resources by the name that SQL calls them.
class SqlNames {
 public:
  explicit SqlNames(const Catalog&);

  /// Relations, types or routines (every overload) called so, in the first schema of the path that has one. `name_space`
  /// is a Kind's; a type may also be a relation's row type.
  std::vector<Resource*> find(std::string_view name_space, std::string_view schema, std::string_view name,
                              const std::vector<std::string>& path) const;

  std::vector<std::string_view> relations() const;
  /// A schema that has a relation of this name, or empty.
  std::string_view schema_with(std::string_view relation) const;

 private:
  std::map<std::string, std::map<std::string, std::vector<Resource*>, std::less<>>, std::less<>> spaces_;
};

}  // namespace schema
