#pragma once
#include <map>

#include "lang/value.hpp"
#include "plan/paint.hpp"
#include "plan/fingerprint.hpp"
#include "plan/plan.hpp"
#include "plan/script.hpp"

namespace schema {

/// What the text of a plan shows besides the changes themselves.
struct PrintOptions {
  Paint paint;
  bool explain = false;     ///< the path from the change that started it, and every reason
  bool statements = false;  ///< the SQL
  std::string nothing = "No changes. The database matches the files.";  ///< what an empty plan says
  size_t width = 80;  ///< columns of the terminal: values and SQL are cut to it
};

/// One line a change with its sign and address, below it what a reviewer wants to know; then the totals.
std::string print_text(const Plan&, const PrintOptions&);

/// A script that psql can run as it is; reasons are comments. Without timeouts the
/// server's own hold.
std::string print_sql(const Plan&, const std::optional<Timeouts>& timeouts = {});

/// A comment for a pull request: what to look at first, a table of the changes, the SQL folded away.
std::string print_markdown(const Plan&, const std::string& nothing);

/// What the `output` blocks of the files say.
using Outputs = std::map<std::string, lang::Value>;

/// `name = value`, one a line under a heading; nothing if there are none. What is sensitive stays hidden.
std::string print_outputs(const Outputs&);

/// The whole plan for programs and to be run later: docs/plan.schema.json. "format" is the version of its shape.
std::string print_json(const Plan&, const Outputs& = {}, const PlanStates* = nullptr);

/// "1 to create, 2 to change, ...", or what was done: "1 created, 2 changed, ...".
std::string totals_text(const Totals&, bool done);

/// "+", "~", "-/+" or "-".
std::string_view sign_of(const Step&);

}  // namespace schema
