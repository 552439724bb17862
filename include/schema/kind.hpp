#pragma once
#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "schema/field.hpp"

namespace schema {

class Catalog;
class Diagnostics;
struct Resource;

/// Where a kind's names live: in the database, in a schema, or below another resource.
enum class Scope : uint8_t { database, schema, child };

/// Everything that the generic algorithms (decode, print, resolve, diff, plan, docs) need to know about one kind of
/// resource. The SQL of a kind is in its renderer, one a backend.
struct Kind {
  std::string_view name;     ///< first word of an address, unique: "view_column"
  std::string_view keyword;  ///< the block's type in a file: "column"
  std::string_view doc;      ///< what it is, in one sentence
  std::string_view manual;   ///< the PostgreSQL manual section that defines it
  Scope scope = Scope::schema;
  std::span<const std::string_view> parents;  ///< for a child: names of the kinds whose blocks may hold it
  std::span<const Field> fields;
  std::unique_ptr<Resource> (*make)();

  /// Two resources of one namespace and schema cannot have one name: "relation", "type", "routine", or empty.
  std::string_view name_space;
  /// A relation name that comes along with it, or empty: that of the sequence behind an identity column.
  std::string (*brings_relation)(const Resource&) = nullptr;
  /// A type name that comes along with it, or empty: that of a range type's multirange type.
  std::string (*brings_type)(const Resource&) = nullptr;
  std::span<const std::string_view> aliases;  ///< other keywords that mean the same (Atlas'): "materialized"
  std::string_view backend;                   ///< the only backend that has it ("redshift"); empty: all
  int since = 0;                              ///< the first PostgreSQL version that has it, 180000 style; 0: all
  bool has_owner = false;
  bool has_comment = true;
  bool keeps_comment = false;  ///< a comment that no file mentions stays: an extension brings its own
  bool has_labels = false;     ///< whether SECURITY LABEL knows it
  /// A child that is written as one attribute of its parent (`default = 0`), not as a block; it has exactly one field.
  std::string_view attribute;
  /// The name of a block without a label, from its parent and fields (`primary_key` is "<table>_pkey").
  std::string (*default_name)(const Resource&) = nullptr;
  /// The name as an address shows it where it is more than the label: a routine with its argument types.
  std::string (*full_name)(const Resource&) = nullptr;
  /// Of a schema, and of nothing else: who owns the objects in it that do not say.
  std::string& (*objects_owner)(Resource&) = nullptr;
  /// Called once a resource's references are resolved: what one field means given another (`default = 0` of a text
  /// column).
  void (*finish)(Resource&) = nullptr;

  /// Adds what the server makes by itself of resources of this kind: the columns that a table inherits. Called once the
  /// references are linked.
  void (*complete)(Catalog&, Diagnostics&) = nullptr;
  /// Whether it is what complete() would add, so that no file needs to say it.
  bool (*implied)(const Resource&) = nullptr;
  /// The resource whose statement changes (or drops) this one as well, or null: of an inherited column the parent
  /// table's column. `other_parent` is the parent on the other side of the change; the statement counts where both
  /// agree.
  Resource* (*leader)(const Resource&, const Resource& other_parent) = nullptr;
  /// Ties its parent to what it needs so that adding or dropping a column of that reaches the parent: inheritance.
  bool spreads_columns = false;
  /// Has a statement of its own to be made by, though it has a leader: an index of a partition.
  bool made_alone = false;
  /// What it takes up besides its name, so that what takes it waits for what had it: values that one partition holds.
  std::string (*place)(const Resource&) = nullptr;
  /// A name for what several kinds of things may not be there for at once, or empty: what is given changed rows as a whole
  /// and what makes the table an heir. The new one waits until the old one is gone.
  std::string (*excludes)(const Resource&) = nullptr;

  /// Holds rows: what is replaced is renamed at first, and its rows are copied into the new one before it goes.
  bool keeps_rows = false;
  /// Looks at rows or acts on them as they come: made when copied rows are there.
  bool wants_rows = false;

  /// One column of its parent's rows.
  bool is_column = false;
  /// What a query over the parent can see: columns and keys. A slice for the scratch database takes these along.
  bool shape = false;
  /// CREATE of the parent states it too, unless that would make a cycle.
  bool folds = false;
  /// The server rebuilds it by itself when a column that it uses changes its type: indexes, constraints.
  bool rebuilt_by_server = false;
  /// A dependency that one of these fields names is followed, when it is replaced, by altering the field (a column of a
  /// replaced type is retyped), where all other kinds are dropped and created again. Empty for those.
  std::span<const std::string_view> follows;
  /// Whether what its body names is needed only when it runs, not to create it: a routine whose body is a text.
  bool (*late_bound)(const Resource&) = nullptr;
  /// Its parent goes to another schema together with what it refers to: an owned sequence, with the column's table.
  bool moves_parent = false;
  /// Exists only through its parent: never created or dropped by itself (a view's column, which carries a comment).
  bool intrinsic = false;
  /// Taken away only where the files speak of this kind at all (or `manage` names it): permissions.
  bool opt_in = false;
  /// Replaced only together with its parent: what a type is made of.
  bool with_parent = false;
  /// What it is made of needs it itself, and is dropped with it: a base type and its functions.
  bool circular = false;
  /// What SQL may rely on without naming it (an extension's functions, types and operators): always part of a slice.
  bool ambient = false;
  /// Lives in the cluster, not in the database: read only on demand, dropped only where `manage` names the kind itself,
  /// never made in a scratch database.
  bool cluster = false;
  /// Runs on the commands that change others: it leaves before them and comes after them (an event trigger).
  bool watches = false;
  /// What can be granted on it: "select insert update"; empty for what has no privileges.
  std::string_view privileges;
  /// What PUBLIC may do with a new one.
  std::string_view public_privileges;
  /// The names inside of it that are no resource's (an enum's values, a composite's attributes) and that `to` says are
  /// others now, each with the new one.
  std::vector<std::pair<std::string*, std::string>> (*renamed_inside)(Resource& from, const Resource& to) = nullptr;
  /// Called on what is declared once the database is known: what a field means there (`privileges = [all]`).
  void (*settle)(Resource&, const Catalog& database) = nullptr;
};

/// All kinds, in the order of kinds.def, which is the order in which equal things are printed.
std::span<const Kind* const> all_kinds();

/// The kind of this name (`view_column`), or null.
const Kind* find_kind(std::string_view name);

/// The kind that a block `keyword` below `parent` (null: at top level) means, aliases included; or null.
const Kind* kind_of_block(std::string_view keyword, const Kind* parent);

/// A kind's place in kinds.def.
size_t kind_order(const Kind& kind);

}  // namespace schema
