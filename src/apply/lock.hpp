#pragma once
#include <functional>
#include <string>
#include <vector>

#include "postgres/connection.hpp"

namespace schema {

/// Another apply works on the database for longer than we may wait.
struct LockedOut {
  std::vector<std::string> holders;  ///< the sessions, as `sessions` tells of them
};

/// Lets no other apply work on this database until the connection ends (an advisory lock). `waiting` is called if one
/// does at the moment; false if it says that there is nothing to wait for.
/// Throws LockedOut once it waited for as long as `wait` says (lock_timeout's syntax).
bool lock_database(postgres::Connection&, const std::function<bool()>& waiting, const std::string& wait);

}  // namespace schema
