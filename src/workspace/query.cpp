#include "workspace/query.hpp"

#include <fmt/format.h>

#include "lang/number.hpp"
#include "postgres/embedded.hpp"

namespace schema {

namespace {

/// More rows than any list of tenants has; what asks for more is a mistake.
constexpr size_t kMaxRows = 100'000;
/// A Redshift cluster of one node gives no more at once.
constexpr int kPiece = 1000;

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

void add_rows(const postgres::Result& rows, lang::QueryResult& out) {
  if (out.columns.empty())
    for (int c = 0; c < rows.columns(); ++c) out.columns.emplace_back(rows.column_name(c));
  for (int r = 0; r < rows.rows(); ++r) {
    lang::List row;
    for (int c = 0; c < rows.columns(); ++c) row.push_back(value_of(rows, r, c));
    out.rows.push_back(std::move(row));
  }
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
  constexpr std::string_view kDeclare = "DECLARE data CURSOR FOR ";
  try {
    postgres::Transaction transaction(db, "READ ONLY");
    db.query(std::string(kDeclare) + query, args);
    lang::QueryResult out;
    while (out.rows.size() <= kMaxRows) {
      auto piece = db.query(fmt::format("FETCH FORWARD {} FROM data", kPiece));
      add_rows(piece, out);
      if (piece.rows() < kPiece) return out;
    }
    lang::QueryResult failed;
    failed.error = fmt::format("it gives more than {} rows", kMaxRows);
    return failed;
  } catch (const postgres::ServerError& e) {
    return failure(e, kDeclare.size(), query);
  }
}

/// What tells one server from another in a URL.
std::vector<std::string> server_of(const std::string& text) {
  auto url = postgres::Url::parse(text);
  if (url.scheme == postgres::Url::Scheme::embedded) return {"embedded", url.directory.string()};
  std::vector<std::string> parts;
  for (auto keyword : {"host", "hostaddr", "port", "service"}) {
    auto value = url.find(keyword);
    parts.push_back(value ? *value : std::string());
  }
  return parts;
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

decltype(lang::Host::query) limited_to(const Project* project, decltype(lang::Host::query) ask) {
  std::vector<std::string> known;
  if (project)
    for (auto url : {project->environment.url, project->environment.dev})
      if (!url.empty()) known.push_back(url);
  return [known, ask](const std::string& url, const std::string& query, const auto& args) {
    lang::QueryResult refused;
    try {
      auto server = server_of(url);
      auto same = [&](const std::string& other) { return server_of(other) == server; };
      if (std::any_of(known.begin(), known.end(), same)) return ask(url, query, args);
      refused.error =
          fmt::format("the environment does not name this server: {}", postgres::Url::parse(url).redacted());
      refused.help = "put the data block into schema.hcl, and give its values to the files with vars";
    } catch (const postgres::ConnectionError& e) {
      refused.error = e.what();
      refused.help = e.help;
    }
    return refused;
  };
}

}  // namespace schema
