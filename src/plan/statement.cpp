#include "plan/statement.hpp"

#include "sql/array_casts.hpp"
#include "sql/lex.hpp"

namespace schema {

std::string_view lock_name(Lock lock) {
  static constexpr std::string_view names[] = {
      "none",  "ACCESS SHARE",        "ROW SHARE", "ROW EXCLUSIVE",   "SHARE UPDATE EXCLUSIVE",
      "SHARE", "SHARE ROW EXCLUSIVE", "EXCLUSIVE", "ACCESS EXCLUSIVE"};
  return names[static_cast<size_t>(lock)];
}

std::string_view lock_blocks(Lock lock) {
  if (lock == Lock::access_exclusive) return "reads and writes";
  return lock >= Lock::share ? "writes" : "nothing";
}

std::string_view work_name(Work work) { return work == Work::rewrite ? "rewrite" : work == Work::scan ? "scan" : ""; }

Statement& Statement::operator<<(const Sql& text) {
  append(text, sql::without_array_casts(text.text));
  if (sql::ends_in_comment(text.text)) sql += '\n';
  return *this;
}

Statement& Statement::verbatim(const Sql& text) { return append(text, text.text); }

Statement& Statement::append(const Sql& text, std::string_view written) {
  if (text.origin)
    pieces.push_back({static_cast<uint32_t>(sql.size()), static_cast<uint32_t>(written.size()), text.origin});
  return *this << written;
}

Statement& Statement::secret(std::string_view literal) {
  secrets.emplace_back(static_cast<uint32_t>(sql.size()), static_cast<uint32_t>(literal.size()));
  return *this << literal;
}

Statement& Statement::locks_on(const Resource& relation, Lock l, const Resource* because_of) {
  on.push_back({&relation, l, because_of});
  return locks(l);
}

Statement& Statement::hazard(std::string code, std::string message, bool destructive) {
  hazards.push_back({std::move(code), std::move(message), destructive, {}});
  return *this;
}

Statement& Statement::fails_like(const Statement& other) {
  for (auto& h : other.hazards)
    if (!h.probe.empty()) hazards.push_back(h);
  return *this;
}

Statement& Script::add(std::string_view text) {
  statements.emplace_back();
  return statements.back() << text;
}

std::string Statement::shown() const {
  auto out = sql;
  for (auto secret = secrets.rbegin(); secret != secrets.rend(); ++secret)
    out.replace(secret->first, secret->second, "'(sensitive)'");
  return out;
}

}  // namespace schema
