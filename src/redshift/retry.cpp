#include "redshift/backend.hpp"

namespace schema::redshift {

using postgres::Retry;

/// Redshift tells by its message what others tell by SQLSTATE: that the transaction met another one. Its catalogs have
/// no snapshots either, so that what others drop shows through; a new connection sees them whole again.
Retry Redshift::retry_of(const postgres::ServerError& error) const {
  auto says = [&](std::string_view words) {
    return error.message.find(words) != std::string::npos || error.detail.find(words) != std::string::npos;
  };
  for (auto words : {"Serializable isolation violation", "concurrent transaction", "could not open relation with OID",
                     "could not find tuple", "cache lookup failed"})
    if (says(words)) return Retry::reconnect;
  // There is no lock_timeout: whoever waits for a lock too long meets statement_timeout.
  if (error.sqlstate == "57014") return Retry::later;
  return Driver::retry_of(error);
}

}  // namespace schema::redshift
