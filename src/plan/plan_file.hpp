#pragma once
#include "plan/fingerprint.hpp"
#include "plan/plan.hpp"

namespace schema {

/// A plan that was written to a file and is read again. Its resources are stand-ins: they have names and no fields.
struct SavedPlan {
  std::vector<std::unique_ptr<Resource>> stand_ins;
  Plan plan;
  PlanStates states;
  std::string digest;    ///< of what runs, as it was written
  bool edited = false;   ///< somebody changed what runs
};

/// Reads what print_json wrote. Anything else is reported.
std::optional<SavedPlan> read_plan(const SourceFile&, Diagnostics&);

/// "sha256:...": of the statements and how they are grouped.
std::string plan_digest(const Plan&);

/// Puts the secrets, which no file holds, into the statements that need one: from a plan of the same change that was just
/// made. Reports the statement that has none.
/// Only transactions from `first` on count.
bool fill_secrets(Plan& saved, const Plan& fresh, size_t first, Diagnostics&);

/// Whether a statement needs a secret that the file does not hold.
bool needs_secrets(const Plan&);

/// Adds the finding that a person changed the statements, or what else lets one think so.
void tell_edited(Plan&, std::string message = "was edited: it may lock and lose more than is told here");
/// Whether all its statements are of the sorts that plans are made of, one each: who changes a plan can make its digest
/// anew. (A signature cannot be made anew: see `schema approve`.)
bool all_planned(const Plan&);

/// Whether a module of a server gives the statement its meaning, as the renderer marks it (Statement::by_module): in a
/// file, only its text tells.
bool is_by_module(std::string_view sql);

/// The plan with its SQL as somebody edited the script that print_sql makes of it. What runs changes, and nothing else;
/// a statement that is new belongs to the step before it.
void take_edited(Plan&, const SourceFile& script, Diagnostics&);

}  // namespace schema
