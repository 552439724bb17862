#include "postgres/catalog_queries.hpp"

#include <utility>

#include "sql/quote.hpp"

namespace schema::postgres {

namespace {

constexpr std::string_view kModes = "ISOLATION LEVEL REPEATABLE READ, READ ONLY";

/// Below so many relations a second connection costs more time than it saves.
constexpr long long kLarge = 2000;

/// Beyond so many rows that nobody has read yet, no more are fetched ahead: some hundred bytes each.
constexpr int kMostRows = 60'000;

/// Joins over the catalogs of a large database do not fit into the default 4 MB.
constexpr const char* kMemory = "SET LOCAL work_mem = '64MB'";

}  // namespace

CatalogQueries::CatalogQueries(Connection& db, std::vector<std::string> queries)
    : db_(db), queries_(std::move(queries)), slots_(queries_.size()) {
  begin();
  auto snapshot = export_snapshot();
  threads_.emplace_back([this] { work(db_); });
  if (!snapshot.empty()) threads_.emplace_back([this, snapshot] { work_beside(snapshot); });
}

CatalogQueries::~CatalogQueries() {
  {
    std::lock_guard lock(mutex_);
    taken_ = queries_.size();
  }
  roomy_.notify_all();
  for (auto& thread : threads_) thread.join();
}

void CatalogQueries::begin() {
  transaction_.emplace(db_, kModes);
  db_.execute(kMemory);
}

/// The name under which another connection can see what this one sees; empty if that is not wanted or not possible.
std::string CatalogQueries::export_snapshot() try {
  if (db_.query("SELECT count(*) FROM pg_class").integer(0, 0) < kLarge) return "";
  return db_.query("SELECT pg_export_snapshot()").text(0, 0);
} catch (const ServerError&) {
  transaction_->rollback();
  begin();
  return "";
}

/// What somebody waits for is fetched in any case.
size_t CatalogQueries::take() {
  std::unique_lock lock(mutex_);
  roomy_.wait(lock, [&] { return held_ < kMostRows || taken_ < read_ || taken_ >= queries_.size(); });
  return taken_++;
}

void CatalogQueries::work(Connection& db) {
  for (size_t i = take(); i < queries_.size(); i = take()) {
    Slot slot;
    try {
      slot.result = db.query(queries_[i]);
    } catch (...) {
      slot.error = std::current_exception();
    }
    std::lock_guard lock(mutex_);
    held_ += slot.result ? slot.result->rows() : 0;
    slots_[i] = std::move(slot);
    filled_.notify_all();
  }
}

/// Without the second connection (no more are allowed, or it leads to another server) the first one does all the work.
void CatalogQueries::work_beside(const std::string& snapshot) try {
  auto second = Connection::open(db_.url());
  Transaction transaction(second, kModes);
  second.execute("SET TRANSACTION SNAPSHOT " + sql::quote_literal(snapshot));
  second.execute(kMemory);
  work(second);
} catch (const std::exception&) {
}

Result CatalogQueries::next() {
  std::unique_lock lock(mutex_);
  held_ -= std::exchange(reading_, 0);
  auto& slot = slots_[read_++];
  roomy_.notify_all();
  filled_.wait(lock, [&] { return slot.result || slot.error; });
  if (slot.error) std::rethrow_exception(slot.error);
  reading_ = slot.result->rows();
  return std::move(*slot.result);
}

}  // namespace schema::postgres
