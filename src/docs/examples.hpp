#pragma once
#include <string>

#include "model/field_type.hpp"

namespace schema::docs {

/// How the field is written: its own example, or one that follows from its type and from what it is in a `blank`
/// object; empty if neither is known.
std::string example_of(const Field&, const void* blank);

/// `arg "name" { type = text }`: a block with what the record needs, and one attribute more.
std::string record_block(const Field& field, const std::string& item = {});

/// A block of the kind inside the blocks that hold it, with what it needs and the lines that say `field`.
std::string document(const Kind& kind, const Field* field = nullptr, const std::string& lines = {});

}  // namespace schema::docs
