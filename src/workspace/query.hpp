#pragma once
#include <string>

#include "lang/evaluate.hpp"

namespace schema {

/// How `data "sql"` reads a database: over one connection a URL, in a transaction that can change nothing. `root` is the
/// folder that embedded:// starts from.
decltype(lang::Host::query) query_host(const std::string& root);

}  // namespace schema
