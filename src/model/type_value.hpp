#pragma once
#include "model/field_type.hpp"

namespace schema {

/// `varchar(20)`, `enum.status[]`, `sql("ltree")` into a Type whose text is canonical but for references.
void decode_type(const lang::Value&, const Field&, void* type, Diagnostics&);

/// The Type as a file writes it.
lang::Value encode_type(const Type&);

/// Whether it is not the type that it names, but the one that comes along with that (Kind::brings_type).
bool is_companion(const Type&);

/// How a schema's own SQL spells a declared type (or its companion, or an array): without the schema where that is the own
/// one.
std::string spelled(const Type&, std::string_view own_schema, bool companion);

/// `table.app."a.b".column.id` into its parts, quotes removed.
std::vector<std::string> split_address(std::string_view address);

}  // namespace schema
