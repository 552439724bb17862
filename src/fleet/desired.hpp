#pragma once
#include <mutex>
#include <set>

#include "fleet/naming.hpp"
#include "fleet/tenant.hpp"
#include "fleet/words.hpp"
#include "plan/renderer.hpp"
#include "workspace/state.hpp"

namespace schema::fleet {

/// A name that nobody's tenant has, in whose name a plan for many tenants is made.
struct Placeholder {
  std::string name;
  std::vector<std::string> schemas;  ///< what its schemas would be called

  /// Replaces the tenant's names by the placeholder's.
  Renaming from(const Tenant&) const;
  /// And back.
  Renaming to(const Tenant&) const;
};

/// What the files say that a tenant shall be: for a placeholder once for all tenants whose other variables are the
/// same, where the name is known to be only put into texts; otherwise for each tenant.
class DesiredStates {
 public:
  DesiredStates(const Project& project, Sources& sources, Diagnostics& out)
      : project_(project), sources_(sources), out_(out) {}

  /// Whose quotes a name needs; set before load().
  void write_for(const Backend& backend) { backend_ = &backend; }
  /// Reads the files and finds out each tenant's schemas and lane. False if something is wrong.
  bool load();

  const std::vector<Tenant>& tenants() const { return tenants_; }
  /// The placeholder of a lane for tenants of this sort.
  Placeholder placeholder(Lane, size_t sort) const;
  Declared of(const Tenant&);
  /// What is wrong in the placeholder's name alone is not the user's mistake: it is told to the caller only.
  Declared of(const Placeholder&, size_t sort, Diagnostics&);
  /// Whether a file gives the field, which stays as it is where none does (FieldOptions::keeps), for any tenant.
  bool says(const Resource&, std::string_view field) const;
  /// Why each tenant is evaluated by itself; empty if that is not so.
  const std::string& looked_at() const { return naming_.looked_at; }

 private:
  using Vars = std::map<std::string, lang::Value>;

  bool read_files();
  bool read_tenants();
  void add_leaving();
  void sort_tenants();
  void find_schemas();
  void find_schemas_alone();
  void note_kept(const Declared&);
  bool shares(size_t sort);
  Lane lane_of(const Tenant&) const;
  Declared evaluate(const Vars&, Diagnostics&);
  Declared evaluate_as(const std::string& name, size_t sort, Diagnostics&);
  std::vector<std::string> varying() const;

  const Project& project_;
  Sources& sources_;
  Diagnostics& out_;
  const Backend* backend_ = nullptr;
  Inputs inputs_;
  Naming naming_;
  std::vector<Tenant> tenants_;
  /// Of tenants whose variables are the same but for the name.
  struct Sort {
    Vars vars;
    std::vector<std::string> schemas;  ///< in the plain placeholder's name
    std::vector<std::string> texts;    ///< everything that the files say in the placeholder's name
    bool shared = false;
  };
  std::vector<Sort> sorts_;
  std::set<std::string> kept_;  ///< fields that `says` is asked of: "table.users.column.id.encode"
  std::mutex mutex_;            ///< of evaluations, which add to the sources
};

}  // namespace schema::fleet
