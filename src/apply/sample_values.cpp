#include "apply/sample_values.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "sql/quote.hpp"

namespace schema {

namespace {

/// Values of types that take no plain number, with the number in place of the braces.
constexpr std::pair<std::string_view, std::string_view> kPatterns[] = {
    {"bytea", R"(\x0{0})"},
    {"box", "({0},{0}),(0,0)"},
    {"circle", "<({0},{0}),1>"},
    {"hstore", "k=>{0}"},
    {"json", R"({{"k": {0}}})"},
    {"jsonb", R"({{"k": {0}}})"},
    {"jsonpath", "$.k{0}"},
    {"line", "{{1,{0},0}}"},
    {"lseg", "[(0,0),({0},{0})]"},
    {"macaddr", "08:00:2b:01:02:0{0}"},
    {"macaddr8", "08:00:2b:01:02:03:04:0{0}"},
    {"path", "[(0,0),({0},{0})]"},
    {"pg_lsn", "0/{0}"},
    {"point", "({0},{0})"},
    {"polygon", "((0,0),({0},{0}),({0},0))"},
    {"tid", "(0,{0})"},
    {"time with time zone", "0{0}:00"},
    {"time without time zone", "0{0}:00"},
    {"tsquery", "w{0}"},
    {"tsvector", "w{0}"},
    {"uuid", "00000000-0000-4000-8000-00000000000{0}"},
    {"xml", "<a>{0}</a>"},
};

std::string_view pattern_of(std::string_view name, char category) {
  for (auto& [type, pattern] : kPatterns)
    if (type == name) return pattern;
  switch (category) {
    case 'D':
      return "2020-01-0{0}";
    case 'T':
      return "{0} hours";
    case 'I':
      return "10.0.0.{0}";
    default:
      return "{0}";
  }
}

/// What texts that a check looks at often are.
constexpr std::string_view kUsualTexts[] = {
    "a",  "abc", "ABC", "AB", "Abc",      "a1",          "a@b.co", "a-b", "a_b", "+10000000001", "https://a.co",
    "/a", "1.0", "#aabbcc", "ABC-12", "10.0.0.1", "2020-01-01", "12345",  "00000000-0000-4000-8000-000000000001"};

bool is_number(const std::string& word) {
  return !word.empty() && word.size() < 10 && word.find_first_not_of("0123456789") == std::string::npos;
}

/// A pattern of LIKE as a text that it matches.
std::string matched(std::string word) {
  for (auto& c : word)
    if (c == '%' || c == '_') c = 'x';
  return word;
}

void add_texts(const std::string& word, std::vector<std::string>& into) {
  constexpr int kLongest = 200;
  into.push_back(sql::quote_literal(matched(word)));
  if (!is_number(word)) return;
  for (int more : {0, 1, -1})
    if (auto length = std::stoi(word) + more; length >= 0 && length <= kLongest)
      into.push_back(sql::quote_literal(std::string(static_cast<size_t>(length), '1')));
}

}  // namespace

std::vector<std::string> words_of(std::string_view separated) {
  std::vector<std::string> words;
  for (size_t at = 0; !separated.empty() && at <= separated.size();) {
    auto end = std::min(separated.find('\x01', at), separated.size());
    words.emplace_back(separated.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

SampleValues::SampleValues(postgres::Connection& db) {
  auto rows = db.query(R"(
    SELECT t.oid, pg_catalog.format_type(t.oid, NULL), t.typtype, t.typcategory,
           CASE t.typtype WHEN 'd' THEN t.typbasetype
                WHEN 'r' THEN (SELECT rngsubtype FROM pg_catalog.pg_range WHERE rngtypid = t.oid) ELSE t.typelem END,
           CASE t.typtype WHEN 'e' THEN (SELECT string_agg(enumlabel, chr(1) ORDER BY enumsortorder)
                                           FROM pg_catalog.pg_enum WHERE enumtypid = t.oid)
                WHEN 'c' THEN (SELECT string_agg(a.atttypid::text, chr(1) ORDER BY a.attnum)
                                 FROM pg_catalog.pg_attribute a
                                WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped) END
      FROM pg_catalog.pg_type t)");
  for (int i = 0; i < rows.rows(); ++i)
    types_[rows.text(i, 0)] = {rows.text(i, 1), rows.text(i, 2)[0], rows.text(i, 3)[0], rows.text(i, 4),
                               words_of(rows.is_null(i, 5) ? std::string_view() : rows.get(i, 5))};
}

const SampleValues::Type* SampleValues::find(const std::string& oid) const {
  auto it = types_.find(oid);
  return it == types_.end() ? nullptr : &it->second;
}

const SampleValues::Type& SampleValues::base_of(const Type& type) const {
  auto base = type.sort == 'd' ? find(type.of) : nullptr;
  return base ? base_of(*base) : type;
}

std::string SampleValues::plain(const std::string& oid, int k) const {
  auto found = find(oid);
  if (!found) return "NULL";
  auto& type = *found;
  auto value = [&]() -> std::string {
    switch (type.sort) {
      case 'c': {
        std::vector<std::string> parts;
        for (auto& part : type.parts) parts.push_back(plain(part, k));
        return fmt::format("ROW({})", fmt::join(parts, ", "));
      }
      case 'd':
        return plain(type.of, k);
      case 'e':
        return type.parts.empty() ? "NULL" : sql::quote_literal(type.parts[static_cast<size_t>(k) % type.parts.size()]);
      case 'm':
        return "'{}'";
      case 'r':
        return fmt::format("{0}({1}, {1}, '[]')", type.name, plain(type.of, k));
      default:
        break;
    }
    if (type.category == 'A') return fmt::format("ARRAY[{}]", plain(type.of, k));
    if (type.category == 'B') return k % 2 ? "true" : "false";
    if (type.category == 'V') return fmt::format("B'{:03b}'", k);
    return sql::quote_literal(fmt::format(fmt::runtime(pattern_of(type.name, type.category)), k));
  }();
  return fmt::format("({})::{}", value, type.name);
}

std::vector<std::string> SampleValues::fitting(const std::string& oid, const std::vector<std::string>& words) const {
  auto found = find(oid);
  if (!found) return {};
  auto& type = base_of(*found);
  std::vector<std::string> all;
  for (auto& part : type.sort == 'e' ? type.parts : std::vector<std::string>()) all.push_back(sql::quote_literal(part));
  for (auto& word : words) {
    auto literal = sql::quote_literal(word);
    if (type.category == 'S')
      add_texts(word, all);
    else if (type.category == 'D')
      all.insert(all.end(), {literal, literal + "::timestamp + '1 day'", literal + "::timestamp - '1 day'"});
    else if (type.category == 'N')
      all.insert(all.end(), {literal + "::numeric", literal + "::numeric + 1", literal + "::numeric - 1",
                             literal + "::numeric * 2"});
    else
      all.push_back(literal);
  }
  if (type.name.starts_with("json")) {
    std::vector<std::string> members;
    for (auto& word : words) members.push_back(fmt::format("{}, 'x'", sql::quote_literal(word)));
    all.push_back(fmt::format("json_build_object({})::text", fmt::join(members, ", ")));
  }
  if (type.category == 'N') all.insert(all.end(), {"0.1", "0.01", "0.001", "-1"});
  if (type.category == 'S')
    for (auto text : kUsualTexts) all.push_back(sql::quote_literal(text));
  return all;
}

}  // namespace schema
