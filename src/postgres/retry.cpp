#include "postgres/retry.hpp"

namespace schema::postgres {

Retry retry_of(const ServerError& error) {
  auto& code = error.sqlstate;
  auto says = [&](std::string_view words) { return error.message.find(words) != std::string::npos; };
  if (code == "40001" || code == "40P01") return Retry::at_once;
  // Two sessions changed one catalog row: the loser's transaction is undone, and the next look sees the new row.
  if (code == "XX000" && (says("concurrently") || says("cache lookup failed"))) return Retry::reconnect;
  if (code == "53100" /* disk_full */) return Retry::never;
  if (code == "55P03" || code.starts_with("53")) return Retry::later;
  if (code.starts_with("08") || code == "57P01" || code == "57P02" || code == "57P03") return Retry::reconnect;
  return Retry::never;
}

}  // namespace schema::postgres
