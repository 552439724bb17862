#include "workspace/query.hpp"

#include <fmt/format.h>

#include "lang/number.hpp"
#include "postgres/embedded.hpp"

namespace schema {

namespace {

/// More rows than any list of tenants has; what asks for more is a mistake.
constexpr int kMaxRows = 100'000;

// pg_type.oid of the types that are no text here.
enum Oid : unsigned {
  kBool = 16,
  kInt8 = 20,
  kInt2 = 21,
  kInt4 = 23,
  kOid = 26,
  kFloat4 = 700,
  kFloat8 = 701,
  kNumeric = 1700
};

lang::Value value_of(const postgres::Result& rows, int row, int column) {
  if (rows.is_null(row, column)) return {};
  auto text = rows.text(row, column);
  switch (rows.type(column)) {
    case kBool:
      return lang::Value(text == "t");
    case kInt8:
    case kInt2:
    case kInt4:
    case kOid:
    case kFloat4:
    case kFloat8:
    case kNumeric:
      if (auto number = lang::parse_number(text)) return lang::Value(std::move(*number));
      break;  // NaN, Infinity
    default:
      break;
  }
  return lang::make_text(std::move(text));
}

lang::QueryResult rows_of(const postgres::Result& rows) {
  lang::QueryResult out;
  if (rows.rows() > kMaxRows) {
    out.error = fmt::format("it gives more than {} rows", kMaxRows);
    return out;
  }
  for (int c = 0; c < rows.columns(); ++c) out.columns.emplace_back(rows.column_name(c));
  for (int r = 0; r < rows.rows(); ++r) {
    lang::List row;
    for (int c = 0; c < rows.columns(); ++c) row.push_back(value_of(rows, r, c));
    out.rows.push_back(std::move(row));
  }
  return out;
}

lang::QueryResult failure(const postgres::ServerError& e, size_t prefix, const std::string& query) {
  lang::QueryResult out;
  out.error = fmt::format("the server says: {} (SQLSTATE {})", e.message, e.sqlstate);
  out.help = e.hint;
  if (e.position == 0) return out;
  auto offset = postgres::byte_offset(e.statement, e.position);
  if (offset >= prefix && offset < prefix + query.size()) out.position = offset - prefix;
  return out;
}

/// A cursor takes nothing but one query, and stops it where there are too many rows.
lang::QueryResult ask(postgres::Connection& db, const std::string& query,
                      const std::vector<std::optional<std::string>>& args) {
  constexpr std::string_view kDeclare = "DECLARE data NO SCROLL CURSOR FOR ";
  try {
    postgres::Transaction transaction(db, "READ ONLY");
    db.query(std::string(kDeclare) + query, args);
    return rows_of(db.query(fmt::format("FETCH FORWARD {} FROM data", kMaxRows + 1)));
  } catch (const postgres::ServerError& e) {
    return failure(e, kDeclare.size(), query);
  }
}

}  // namespace

decltype(lang::Host::query) query_host(const std::string& root) {
  auto open = std::make_shared<std::map<std::string, postgres::Opened>>();
  return [open, root](const std::string& url, const std::string& query, const auto& args) {
    try {
      auto known = open->find(url);
      if (known == open->end()) known = open->emplace(url, postgres::open_url(postgres::Url::parse(url), root)).first;
      return ask(known->second.connection, query, args);
    } catch (const postgres::ConnectionError& e) {
      lang::QueryResult out;
      out.error = e.what();
      out.help = e.help;
      return out;
    }
  };
}

}  // namespace schema
