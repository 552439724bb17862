#pragma once
#include "schema/resource.hpp"

namespace schema {

/// Whether a parameter is a list of names in quotes, which SET takes element by element.
bool is_list_parameter(std::string_view name);

/// The elements of such a list, as the server takes them apart: `pg_catalog, "My Schema"`.
std::vector<std::string> split_list_parameter(std::string_view value);

/// Names in lower case, lists as the server writes them; the list of one empty name is an empty text.
void normalize_settings(Options& config);

}  // namespace schema
