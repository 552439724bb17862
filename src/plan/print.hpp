#pragma once
#include "plan/paint.hpp"
#include "plan/plan.hpp"

namespace schema {

/// What the text of a plan shows besides the changes themselves.
struct PrintOptions {
  Paint paint;
  bool explain = false;     ///< the path from the change that started it, and every reason
  bool statements = false;  ///< the SQL
};

/// One line a change with its sign and address, below it what a reviewer wants to know; then the totals.
std::string print_text(const Plan&, const PrintOptions&);

/// A script that psql can run as it is; reasons are comments.
std::string print_sql(const Plan&);

/// docs/plan-json.md describes the shape.
std::string print_json(const Plan&);

/// "1 to create, 2 to change, 0 to drop" or with other words for what was done: "Applied: 1 created, ...".
std::string totals_text(const Totals&, bool done);

}  // namespace schema
