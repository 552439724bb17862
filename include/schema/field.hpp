#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace schema {

struct Field;
struct FieldType;

/// What a different value of a field asks for.
enum class OnChange : uint8_t {
  alter,    ///< the renderer's alter() changes it in place (and may still refuse, which means replace)
  replace,  ///< the resource is dropped and created again
  ignore,   ///< not a difference: derived from something else
  guides,   ///< no part of the state: says how another change is made (what rows get)
};

/// What kind of SQL a text holds, so that its names can be found.
enum class SqlContext : uint8_t {
  none,
  query,
  expression,
  body,
  commands,  ///< any statements, with semicolons between them
};

/// The facts about one field besides its name, doc and type.
struct FieldOptions {
  bool required = false;
  OnChange on_change = OnChange::alter;
  bool releases = false;        ///< altering it needs the dependents out of the way (a column's type)
  bool label = false;           ///< taken from the block's label (of a record: `arg "id"`), not from an attribute
  bool identity = false;        ///< part of what names the resource: never compared
  bool keeps = false;           ///< not given means left as it is, so that an unset one is no difference
  bool by_module = false;       ///< means something to a module of this server: a copy elsewhere is without it
  bool parent = false;          ///< names the parent of a child that is written at top level: `on = table.x`
  bool hidden = false;          ///< read from the database for decisions, never written in a file
  std::string_view list;        ///< of records: `list = [a, b]` is short for records whose first field alone is set
  SqlContext sql = SqlContext::none;
  bool literal = false;         ///< a plain value may stand for the SQL: `default = 0`
  std::string_view language;    ///< for a body: the name of the sibling field that holds its language
  std::span<const std::string_view> words;  ///< a Word's allowed values, lower case
  std::span<const std::string_view> refs;   ///< kinds that a reference may name; empty: any
  /// Of a string: it is the name of a resource of this kind, which need not be declared. `owner = role.app` is "app".
  std::string_view names;
  /// Of a Name: the namespace that it is looked up in (Kind::name_space): "routine", "collation".
  std::string_view space;
  bool secret = false;          ///< never shown: not inspected, and in plans without its value
  std::string_view backend;     ///< the only backend that has it ("redshift"); empty: all that have the kind
  std::string_view example;                 ///< how it is written, for the docs: `as = "SELECT 1"`
  int since = 0;                            ///< the first server version (150000 style) that has it; 0: all
  std::string_view alias;                   ///< another name that is accepted (Atlas'): `generated` for `when`

  /// Whether another value of it is another state.
  bool is_state() const { return on_change == OnChange::alter || on_change == OnChange::replace; }
};

/// One attribute (or block) of a kind or record. Every generic algorithm is one loop over these.
struct Field {
  std::string_view name;
  std::string_view doc;
  const FieldType* type;
  void* (*get)(void* object);  ///< the member in its struct
  FieldOptions options;

  const void* of(const void* object) const { return get(const_cast<void*>(object)); }
};

}  // namespace schema
