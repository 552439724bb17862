#pragma once
#include <string>
#include <string_view>

namespace schema::postgres {

/// What pg_get_viewdef printed, without the blank before it and the semicolon behind it.
std::string view_query(std::string_view printed);

}  // namespace schema::postgres
