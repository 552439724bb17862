#pragma once
#include <string>

#include "lang/evaluate.hpp"
#include "workspace/project.hpp"

namespace schema {

/// How `data "sql"` reads a database: over one connection a URL, in a transaction that can change nothing. `root` is the
/// folder that embedded:// starts from.
decltype(lang::Host::query) query_host(const std::string& root);

/// The same for the files of `src`, which may come from anybody: they reach only the servers that the environment (or the
/// command line) names. Null: none.
decltype(lang::Host::query) limited_to(const Project*, decltype(lang::Host::query));

}  // namespace schema
