#pragma once
#include "kinds/column.hpp"
#include "kinds/constraint.hpp"
#include "kinds/table.hpp"

/// What a table has from others: the tables that it inherits from, or the one that it is a partition of.
namespace schema {

std::vector<Table*> parents_of(const Table&);

/// The child of the same kind and name that one of the parent tables of the resource's table has, or null. Both sides
/// of a plan hold all columns and checks of a table, the inherited ones too.
Resource* inherited_from(const Resource& child);

/// What makes the table a partition, or null.
const Attachment* attachment_of(const Resource& table);

/// Adds the children of the table that an heir must have as well to what `link` needs: columns and checks, and of a
/// partition keys and indexes too. If `soft`, as they are: then a partition's foreign keys also are those of the partitioned
/// table.
void need_shared(Resource& link, const Resource& table, bool soft);

/// What a table has that takes columns over from others (see Kind::excludes).
std::string heir_name(const Resource& table);

/// The default of a column as text, empty if it has none.
const Sql* default_of(const Column&);

/// Whether the child's own table is made by CREATE TABLE ... INHERITS, so that only what is local is said there.
bool comes_with_inherits(const Resource& child);

/// The columns that a table states itself, whether or not its parents have them as well.
std::vector<ColumnName> local_columns(const Resource& table);

/// A column or check that an heir states itself is made before the parent has it as well, and dropped after the parent's:
/// adds these to what the parent's need.
void need_own(const Resource& parent, const Resource& heir);

/// The leader of a column or check (see Kind::leader).
Resource* parent_leader(const Resource& child, const Resource& other_table);

/// A new child of `table` with the fields of `model`, in the same catalog.
Resource& copy_child(const Resource& model, std::string name, Resource& table, Catalog&);

}  // namespace schema
