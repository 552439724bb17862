#include <fmt/format.h>

#include <algorithm>

#include "lang/base64.hpp"
#include "lang/functions.hpp"
#include "lang/unicode.hpp"

namespace schema::lang {

namespace {

Result base64encode(Call& call) { return make_text(to_base64(call.text(0))); }

Result base64decode(Call& call) {
  auto bytes = from_base64(call.text(0));
  if (!bytes) return call.fail(0, "the text is no base 64");
  if (!is_utf8(*bytes)) return call.fail(0, "the decoded bytes are no UTF-8 text");
  return make_text(std::move(*bytes));
}

/// Reads records of fields; a field in quotes may hold commas, line ends and doubled quotes.
class CsvReader {
 public:
  explicit CsvReader(std::string_view text) : rest_(text) {}

  bool done() const { return rest_.empty(); }

  /// False if a quote has no end.
  bool record(std::vector<std::string>& fields) {
    fields.clear();
    for (bool more = true; more;) {
      fields.emplace_back();
      if (!field(fields.back())) return false;
      more = rest_.starts_with(',');
      if (more) rest_.remove_prefix(1);
    }
    if (rest_.starts_with('\r')) rest_.remove_prefix(1);
    if (rest_.starts_with('\n')) rest_.remove_prefix(1);
    return true;
  }

 private:
  bool field(std::string& out) {
    if (!rest_.starts_with('"')) {
      auto end = std::min(rest_.find_first_of(",\n"), rest_.size());
      out = rest_.substr(0, end);
      rest_.remove_prefix(end);
      if (out.ends_with('\r')) out.pop_back();
      return true;
    }
    rest_.remove_prefix(1);
    while (true) {
      auto quote = rest_.find('"');
      if (quote == rest_.npos) return false;
      out += rest_.substr(0, quote);
      rest_.remove_prefix(quote + 1);
      if (!rest_.starts_with('"')) return rest_.empty() || rest_.find_first_of(",\r\n") == 0;
      out += '"';
      rest_.remove_prefix(1);
    }
  }

  std::string_view rest_;
};

Result csvdecode(Call& call) {
  CsvReader reader(call.text(0));
  std::vector<std::string> names, fields;
  List rows;
  if (reader.done()) return call.fail(0, "the CSV text is empty: its first line names the fields");
  if (!reader.record(names)) return call.fail(0, "line 1 of the CSV text has a quote without its end");
  for (auto name = names.begin(); name != names.end(); ++name)
    if (std::find(names.begin(), name, *name) != name)
      return call.fail(0, fmt::format("the header of the CSV text has two fields \"{}\"", *name));
  for (size_t number = 2; !reader.done(); ++number) {
    if (!reader.record(fields)) return call.fail(0, fmt::format("record {} of the CSV text has a wrong quote", number));
    if (fields.size() == 1 && fields[0].empty()) continue;  // an empty line
    if (fields.size() != names.size())
      return call.fail(0, fmt::format("record {} of the CSV text has {} fields, but the header has {}", number,
                                      fields.size(), names.size()));
    size_t names_size = 0;
    for (auto& name : names) names_size += name.size();
    if (!call.in.take_items(names.size(), call.where) || !call.in.take_bytes(names_size, call.where)) return {};
    Object row;
    for (size_t i = 0; i < names.size(); ++i)
      row.insert_or_assign(names[i], make_text(std::move(fields[i]), call.where));
    rows.push_back(make_object(std::move(row), call.where));
  }
  return make_list(std::move(rows));
}

constexpr Function kFunctions[] = {
    {"base64decode", "(text: string) -> string", "The text that the base 64 text means.", base64decode},
    {"base64encode", "(text: string) -> string", "The text in base 64.", base64encode},
    {"csvdecode", "(text: string) -> list", "The CSV records as objects; the first line names the fields.", csvdecode},
};

}  // namespace

std::span<const Function> encoding_functions() { return kFunctions; }

}  // namespace schema::lang
