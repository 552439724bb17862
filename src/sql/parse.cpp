#include "sql/parse.hpp"

#include <pg_query.h>
#include <pthread.h>

#include <mutex>

#include "sql/newer_syntax.hpp"

namespace schema::sql {
namespace {

// libpg_query prints its tree by recursion: a chain of 100,000 operators overflows a usual stack. Texts from this size
// on are parsed on a stack of their own that is as large as they could need.
constexpr size_t own_stack_from = 16 * 1024;
constexpr size_t longest = 512 * 1024;
constexpr size_t stack_per_byte = 512;
constexpr size_t stack_base = 1024 * 1024;

/// The byte after the character that starts at `i`, or `i` if the bytes there are not UTF-8.
size_t next_character(std::string_view text, size_t i) {
  const auto byte = [&](size_t k) { return k < text.size() ? static_cast<unsigned char>(text[k]) : 0u; };
  const unsigned first = byte(i);
  const size_t length = first < 0x80   ? 1
                        : first < 0xC2 ? 0
                        : first < 0xE0 ? 2
                        : first < 0xF0 ? 3
                        : first < 0xF5 ? 4
                                       : 0;
  for (size_t k = 1; k < length; ++k) {
    if ((byte(i + k) & 0xC0) != 0x80) return i;
  }
  const bool overlong = (first == 0xE0 && byte(i + 1) < 0xA0) || (first == 0xF0 && byte(i + 1) < 0x90);
  const bool no_character = (first == 0xED && byte(i + 1) > 0x9F) || (first == 0xF4 && byte(i + 1) > 0x8F);
  return overlong || no_character ? i : i + length;
}

std::optional<SyntaxError> bad_bytes(std::string_view sql) {
  for (size_t i = 0; i < sql.size();) {
    if (sql[i] == '\0') return SyntaxError{"the text holds a NUL byte", static_cast<uint32_t>(i)};
    const size_t next = next_character(sql, i);
    if (next == i) return SyntaxError{"the text is not valid UTF-8", static_cast<uint32_t>(i)};
    i = next;
  }
  return std::nullopt;
}

/// The byte offset of a character, counted from 1 as the server does; the text is valid UTF-8.
uint32_t byte_offset(std::string_view text, int character) {
  size_t i = 0;
  for (int n = 1; n < character && i < text.size(); ++n) i = next_character(text, i);
  return static_cast<uint32_t>(i);
}

Parsed parse_here(const std::string& sql) {
  // The library turns the process's stderr aside while it parses; two threads at once would lose it.
  static std::mutex one_at_a_time;
  const std::lock_guard lock(one_at_a_time);
  PgQueryParseResult result = pg_query_parse(sql.c_str());
  Parsed parsed;
  if (result.error) {
    const std::string message = result.error->message ? result.error->message : "syntax error";
    parsed.error = SyntaxError{message, byte_offset(sql, result.error->cursorpos), !may_be_newer(sql, message)};
  } else {
    parsed.tree = result.parse_tree;
  }
  pg_query_free_parse_result(result);
  return parsed;
}

/// A parse that another thread does.
struct Job {
  const std::string& sql;
  Parsed parsed;
};

Parsed parse_on_own_stack(const std::string& sql) {
  Job job{sql, {}};
  const auto run = [](void* argument) -> void* {
    Job* work = static_cast<Job*>(argument);
    work->parsed = parse_here(work->sql);
    return nullptr;
  };
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, stack_base + sql.size() * stack_per_byte);
  pthread_t thread;
  const int failed = pthread_create(&thread, &attributes, run, &job);
  pthread_attr_destroy(&attributes);
  if (failed) return {{}, SyntaxError{"too little memory to parse the text", 0, false}};
  pthread_join(thread, nullptr);
  return std::move(job.parsed);
}

}  // namespace

Parsed parse_statements(const std::string& sql) {
  if (sql.size() > longest) return {{}, SyntaxError{"the text is too long to parse", 0, false}};
  if (auto bad = bad_bytes(sql)) return {{}, std::move(bad)};
  return sql.size() < own_stack_from ? parse_here(sql) : parse_on_own_stack(sql);
}

}  // namespace schema::sql
