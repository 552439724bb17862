#include "model/sql_text.hpp"

namespace schema {

namespace {

/// Cuts `count` bytes off the front (or adds them, if negative), and moves everything that points into the text along.
void shift_front(Sql& sql, int count) {
  auto moved = [&](uint32_t offset) { return static_cast<uint32_t>(std::max<int64_t>(0, static_cast<int64_t>(offset) - count)); };
  for (auto& ref : sql.refs) ref.offset = moved(ref.offset);
  if (!sql.origin || sql.origin->segments.empty()) return;
  auto origin = std::make_shared<TextOrigin>(*sql.origin);
  for (auto& s : origin->segments) {
    if (static_cast<int64_t>(s.text_offset) < count) s.file_offset += count - s.text_offset;
    s.text_offset = moved(s.text_offset);
  }
  sql.origin = std::move(origin);
}

/// A name that is written into the text later is no white space.
void trim(Sql& sql, std::string_view end) {
  auto start = std::min(sql.text.find_first_not_of(" \t\r\n"), sql.text.size());
  size_t last = sql.text.find_last_not_of(end) + 1;
  for (auto& ref : sql.refs) {
    start = std::min<size_t>(start, ref.offset);
    last = std::max<size_t>(last, ref.offset);
  }
  sql.text.erase(last);
  sql.text.erase(0, start);
  if (start > 0) shift_front(sql, static_cast<int>(start));
}

bool is_heredoc(const lang::Text& text) { return text.origin && text.origin->where.text().starts_with("<<"); }

}  // namespace

Sql sql_of_text(const lang::Text& text, SqlContext context) {
  Sql sql{text.text, text.origin, {}};
  for (auto& i : text.interpolations) sql.refs.push_back({i.offset, Ref{i.symbol.path, {}, nullptr, i.where}});
  if (context == SqlContext::query || context == SqlContext::commands) trim(sql, " \t\r\n;");
  if (context == SqlContext::expression) trim(sql, " \t\r\n");
  if (context == SqlContext::body && is_heredoc(text)) {
    sql.text.insert(0, "\n");
    shift_front(sql, -1);
  }
  return sql;
}

}  // namespace schema
