#pragma once
#include "kinds/foreign.hpp"
#include "postgres/support.hpp"

namespace schema::postgres {

/// " OPTIONS (host 'a', password 'b')", or nothing.
void write_foreign_options(const ForeignOptions&, Statement&);

/// ADD, SET and DROP of the options that differ. A secret that the new state does not name stays.
void alter_foreign_options(std::string_view prefix, const ForeignOptions& from, const ForeignOptions& to, Lock,
                           Script&);

/// The next column as options, secrets apart.
void read_foreign_options(Row& row, ForeignOptions& into);

}  // namespace schema::postgres
