#pragma once
#include <string_view>

#include "postgres/scratch.hpp"
#include "postgres/url.hpp"

namespace schema::test {

/// The one server of this test program, started by the first call and removed when the program ends. What a crashed
/// program left behind is removed by the next.
const postgres::Url& server();

/// A new database on it, dropped with the object.
postgres::FreshDatabase fresh_database(std::string_view hint = "test");

}  // namespace schema::test
