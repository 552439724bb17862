#pragma once
#include <functional>

#include "fleet/words.hpp"
#include "model/field_type.hpp"

namespace schema::fleet {

/// Copies of these resources with all below them, and the dependencies among them. They must have been read from a
/// database.
Catalog copy_part(const Catalog& all, const std::vector<const Resource*>& tops);

/// Replaces the names in every text of every resource, addresses included.
void rename(Catalog&, const Renaming&);

/// Calls `each` on every text of a resource: names, fields, owner, comment.
void for_texts(Resource&, const std::function<void(std::string&)>& each);

}  // namespace schema::fleet
