#pragma once
#include "model/field_type.hpp"

namespace schema {

/// `varchar(20)`, `enum.status[]`, `sql("ltree")` into a Type whose text is canonical but for references.
void decode_type(const lang::Value&, const Field&, void* type, Diagnostics&);

/// The Type as a file writes it.
lang::Value encode_type(const Type&);

/// `table.app."a.b".column.id` into its parts, quotes removed.
std::vector<std::string> split_address(std::string_view address);

}  // namespace schema
