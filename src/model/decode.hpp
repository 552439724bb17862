#pragma once
#include "model/field_type.hpp"

namespace schema {

/// `moved { from = table.a, to = table.b }`: the resource keeps its rows under another address.
struct Moved {
  Ref from;
  Ref to;
  Range where;
};

/// What a set of files declares, before references are resolved: no resource has an address yet.
struct Declared {
  Catalog catalog;
  std::vector<Moved> moved;
  std::map<std::string, lang::Value> outputs;  ///< what `output` blocks say
};

/// Turns evaluated blocks into resources by the kinds' field tables. Every unknown block, unknown or missing attribute and
/// value of a wrong type is reported.
Declared decode(const std::vector<lang::Block>& blocks, Diagnostics&);

/// The attributes of an object into a record's fields.
void decode_object(const lang::Object&, Range where, std::span<const Field> fields, void* record, Diagnostics&);

/// A block that is no resource (an env of the project file) into the fields of a struct.
void decode_block(const lang::Block&, std::span<const Field> fields, void* object, Diagnostics&);

/// The fields that every resource of this kind has besides its own: schema, name, owner, comment, depends_on.
std::span<const Field> common_fields(const Kind&);

}  // namespace schema
