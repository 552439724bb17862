#include "text/json.hpp"

namespace schema {

std::string json_document(const Json& json) { return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n"; }

std::string json_line(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

Json parse_json(std::string_view text, std::string* error) try {
  return Json::parse(text);
} catch (const Json::parse_error& e) {
  if (error) *error = e.what();
  return Json(Json::value_t::discarded);
}

}  // namespace schema
