#pragma once
#include "schema/diagnostic.hpp"
#include "syntax/ast.hpp"
#include "syntax/excerpt.hpp"
#include "syntax/tree.hpp"

namespace schema::syntax {

/// Parses one file. Reports every syntax error with what was expected there, and still returns what could be read.
Body parse(const SourceFile& file, Diagnostics& diagnostics);

/// Parses a single expression (the value of --var, a test).
ExprPtr parse_expression(const SourceFile& file, Diagnostics& diagnostics);

/// The items of a tree that was made of the excerpt, and every mistake in it.
Body read(const Excerpt&, const Tree&, Diagnostics&);

}  // namespace schema::syntax
