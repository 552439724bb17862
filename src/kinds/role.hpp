#pragma once
#include "model/field_type.hpp"

namespace schema {

/// A role of the cluster: a user, or a group of users.
struct Role final : Resource {
  bool superuser = false, create_db = false, create_role = false, login = false, replication = false,
       bypass_rls = false;
  bool inherit = true;
  std::optional<int64_t> conn_limit;  ///< unset: no limit
  std::string valid_until;
  std::string password;  ///< given to a new role; never read back
  Options settings;
  Options database_settings;
  Word syslog_access;  ///< what it sees of the system tables; empty: its own rows
  std::optional<int64_t> session_timeout;
  std::string database;  ///< the one that `database_settings` are for: the one that is looked at
};

/// Membership of the parent role in another one.
struct Membership final : Resource {
  std::string role;
  bool admin = false;
  std::optional<bool> inherit;  ///< unset: as the member's own `inherit` says
  bool set = true;
  std::string grantor;  ///< empty: the superuser that owns the cluster
};

}  // namespace schema
