#pragma once
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace schema {

/// JSON whose members keep their order. It is written and read by the functions below, so that the library's writer and
/// parser are compiled once.
using Json = nlohmann::ordered_json;

/// A document: indented by two, with a newline at its end. What is not UTF-8 is replaced.
std::string json_document(const Json&);
/// The same in one line, without a newline.
std::string json_line(const Json&);
/// What the library says, without its name for the sort of error.
std::string json_error(const Json::exception&);
/// Discarded (`is_discarded`) if the text is no JSON; `error` then says why.
Json parse_json(std::string_view text, std::string* error = nullptr);

}  // namespace schema
