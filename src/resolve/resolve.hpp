#pragma once
#include "model/decode.hpp"

namespace schema {

struct ResolveOptions {
  /// Where unqualified names in SQL are looked up after the resource's own schema.
  std::vector<std::string> search_path = {"public"};
};

/// Gives every declared resource its schema, name and address, links every reference to the resource that it means, and
/// finds what each resource needs (references, types, columns, and the names in its SQL). What leads nowhere is reported.
void resolve(Declared&, const ResolveOptions&, Diagnostics&);

}  // namespace schema
