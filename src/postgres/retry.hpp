#pragma once
#include <cstdint>

#include "postgres/connection.hpp"

namespace schema::postgres {

/// What an error of the server says about another try.
enum class Retry : uint8_t {
  never,      ///< it would fail again
  at_once,    ///< a deadlock, a serialisation failure: the same may work the next time
  later,      ///< others hold what it needs
  reconnect,  ///< over a new connection, which sees what others have changed
};

/// As of its SQLSTATE (PostgreSQL manual, appendix A).
Retry retry_of(const ServerError&);

}  // namespace schema::postgres
