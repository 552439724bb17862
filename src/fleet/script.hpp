#pragma once
#include <optional>

#include "fleet/desired.hpp"
#include "plan/script.hpp"

namespace schema::fleet {

/// One thing that is sent for a tenant.
struct Sent {
  Command::Type type;
  std::string sql;
  std::string address;        ///< of the resource that a statement is for
  bool destructive = false;   ///< loses rows or values
  bool secret = false;        ///< not to be shown
  std::string check, repair;  ///< of a statement outside of transactions (Statement::check)
  bool operator==(const Sent&) const = default;
};

/// What takes effect together: BEGIN to COMMIT, or a statement that the server refuses in a transaction, with its
/// settings.
using Part = std::vector<Sent>;

/// All that is sent for a tenant, in order.
using TenantScript = std::vector<Part>;

/// Whether it is one transaction, which a failure undoes as a whole.
bool is_transaction(const Part&);

/// A plan as a script in which the tenant's name can be put.
class ScriptTemplate {
 public:
  ScriptTemplate() = default;
  ScriptTemplate(const Plan&, const Timeouts& timeouts, std::optional<Placeholder>, Lane);

  /// Whether putting names in gives what a plan in that name would say; not so where the placeholder stands in the SQL
  /// otherwise than as a name.
  bool exact() const { return exact_; }
  TenantScript of(const Tenant&) const;
  size_t statements() const { return statements_; }
  const TenantScript& script() const { return script_; }
  bool empty() const { return script_.empty(); }

 private:
  bool can_replace(std::string sql) const;
  std::string quoted(const std::string& name) const;
  void replace(std::string& sql, const Tenant&) const;

  TenantScript script_;
  std::optional<Placeholder> placeholder_;  ///< unset: the script is one tenant's own
  const Backend* backend_ = nullptr;
  Lane lane_ = Lane::alone;
  size_t statements_ = 0;
  bool exact_ = true;
};

}  // namespace schema::fleet
