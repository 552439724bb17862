#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "schema/resource.hpp"

namespace schema {

/// The table-level lock modes, weakest first (manual: explicit-locking). What a statement takes on the object it names.
enum class Lock : uint8_t {
  none,
  access_share,
  row_share,
  row_exclusive,
  share_update_exclusive,
  share,
  share_row_exclusive,
  exclusive,
  access_exclusive,
};

/// "ACCESS EXCLUSIVE".
std::string_view lock_name(Lock);
/// What the lock keeps others from: "reads and writes", "writes", "nothing" (schema changes aside).
std::string_view lock_blocks(Lock);

/// What a statement does with the rows that are there already.
enum class Work : uint8_t {
  none,
  scan,     ///< reads all of them
  rewrite,  ///< writes all of them anew
};

/// "scan"; empty for none.
std::string_view work_name(Work);

/// A relation that a statement locks, reads or rewrites, and how large the server thinks it is.
struct TableSize {
  std::string schema;
  std::string name;
  Lock lock = Lock::none;
  int64_t rows = -1;  ///< below 0: not known
  int64_t bytes = -1;
};

/// A reason to look twice at a statement.
struct Hazard {
  std::string code;          ///< the lint code: "DS103"
  std::string message;       ///< "drops the column and what it holds"
  bool destructive = false;  ///< loses rows or values: needs the policy's leave
  std::string probe;         ///< a query that gives a row for each one that stands in the way, as the database is now
};

/// User-written SQL inside a statement, so that the server's error position leads back to the file.
struct SqlPiece {
  uint32_t offset;
  uint32_t length;
  std::shared_ptr<const TextOrigin> origin;
};

/// A relation that a statement locks, or what has an index that it locks.
struct LockedResource {
  const Resource* relation;
  Lock lock;
  const Resource* because_of = nullptr;  ///< only where this one, as it is, has not gone before
};

/// One SQL statement (without its semicolon) and what there is to know before running it.
struct Statement {
  std::string sql;
  std::vector<SqlPiece> pieces;
  std::vector<std::pair<uint32_t, uint32_t>> secrets;  ///< offset and length of what must not be shown
  Lock lock = Lock::none;  ///< the strongest that it takes on a table, view, index or sequence that is there already
  Work work = Work::none;
  /// What it locks where that is not just its resource's own relation: resources that are relations, or have an index.
  std::vector<LockedResource> on;
  std::vector<TableSize> tables;  ///< that it locks or works on, of those that are there already
  bool only = false;              ///< leaves the heirs of its table alone
  std::vector<Hazard> hazards;
  bool transactional = true;        ///< false: the server refuses it inside a transaction block
  bool starts_transaction = false;  ///< what comes before it is to be committed first
  bool ends_transaction = false;    ///< what it makes can be used only after COMMIT (a new enum value)
  bool by_module = false;           ///< a module of this server gives it its meaning: a copy elsewhere does without
  size_t transaction = 0;           ///< the number of the one that it runs in
  /// Of one that runs outside of transactions: a query that says "todo", "done" or "broken" (a part of it is left).
  std::string check;
  std::string repair;  ///< takes away what a broken attempt left

  Statement& operator<<(std::string_view text) { return sql += text, *this; }
  /// Appends user-written SQL and remembers where it came from. A comment at its end does not reach what follows.
  Statement& operator<<(const Sql& text);
  /// The same, and nothing else: what stands between quotes.
  Statement& verbatim(const Sql& text);
  /// Appends a literal that nobody may read but the server.
  Statement& secret(std::string_view literal);
  /// The SQL as people may see it.
  std::string shown() const;

  Statement& locks(Lock l) { return lock = std::max(lock, l), *this; }
  Statement& locks_on(const Resource& relation, Lock l, const Resource* because_of = nullptr);
  Statement& scans() { return work = std::max(work, Work::scan), *this; }
  Statement& rewrites() { return work = Work::rewrite, *this; }
  Statement& hazard(std::string code, std::string message, bool destructive = false);
  /// Takes over what the other one says of rows that would make it fail.
  Statement& fails_like(const Statement& other);
  /// Of the hazard that was told last: how to find out before (see Hazard::probe).
  Statement& probe(std::string query) { return hazards.back().probe = std::move(query), *this; }

 private:
  Statement& append(const Sql& text, std::string_view written);
};

/// The statements of one action, in order.
class Script {
 public:
  /// Starts a statement.
  Statement& add(std::string_view text = {});
  std::vector<Statement> statements;
};

}  // namespace schema
