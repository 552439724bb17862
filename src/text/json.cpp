#include "text/json.hpp"

namespace schema {

std::string json_document(const Json& json) { return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n"; }

std::string json_line(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

std::string json_error(const Json::exception& error) {
  std::string text = error.what();
  return text.substr(text.starts_with('[') ? text.find("] ") + 2 : 0);
}

Json parse_json(std::string_view text, std::string* error) try {
  return Json::parse(text);
} catch (const Json::exception& e) {
  if (error) *error = json_error(e);
  return Json(Json::value_t::discarded);
}

}  // namespace schema
