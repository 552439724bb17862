#pragma once
#include <string>
#include <string_view>

namespace schema::sql {

/// The server prints `kind IN ('a', 'b')` of a varchar as `kind::text = ANY ((ARRAY['a'::character varying,
/// ...])::text[])`, and reads that as an array whose elements are cast one by one, which it prints otherwise. Without
/// the cast of the whole it reads what it printed.
std::string without_array_casts(std::string_view sql);

}  // namespace schema::sql
