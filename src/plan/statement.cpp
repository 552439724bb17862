#include "plan/statement.hpp"

namespace schema {

std::string_view lock_name(Lock lock) {
  static constexpr std::string_view names[] = {"none",  "ACCESS SHARE",        "ROW SHARE", "ROW EXCLUSIVE", "SHARE UPDATE EXCLUSIVE",
                                               "SHARE", "SHARE ROW EXCLUSIVE", "EXCLUSIVE", "ACCESS EXCLUSIVE"};
  return names[static_cast<size_t>(lock)];
}

std::string_view lock_blocks(Lock lock) {
  if (lock == Lock::access_exclusive) return "reads and writes";
  return lock >= Lock::share ? "writes" : "nothing";
}

std::string_view work_name(Work work) {
  return work == Work::rewrite ? "rewrite" : work == Work::scan ? "scan" : "";
}

Statement& Statement::operator<<(const Sql& text) {
  if (text.origin) pieces.push_back({static_cast<uint32_t>(sql.size()), static_cast<uint32_t>(text.text.size()), text.origin});
  sql += text.text;
  return *this;
}

std::string Statement::shown() const {
  auto out = sql;
  for (auto secret = secrets.rbegin(); secret != secrets.rend(); ++secret)
    out.replace(secret->first, secret->second, "'(sensitive)'");
  return out;
}

}  // namespace schema
