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

std::string beside(const std::string& pid) { return "schema, beside pid " + pid; }

CatalogQueries::CatalogQueries(Connection& db, std::vector<std::string> queries)
    : db_(db), queries_(std::move(queries)), slots_(queries_.size()) {
  begin();
  auto shared = share_snapshot();
  threads_.emplace_back([this] { work(db_); });
  if (shared) threads_.emplace_back([this, shared] { work_beside(*shared); });
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

/// What another connection needs to see what this one sees; nothing if that is not wanted or not possible.
std::optional<CatalogQueries::Shared> CatalogQueries::share_snapshot() try {
  if (db_.query("SELECT count(*) FROM pg_class").integer(0, 0) < kLarge) return {};
  auto row = db_.query("SELECT pg_export_snapshot(), pg_backend_pid()");
  return Shared{row.text(0, 0), row.text(0, 1)};
} catch (const ServerError&) {
  transaction_->rollback();
  begin();
  return {};
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
void CatalogQueries::work_beside(const Shared& shared) try {
  auto second = Connection::open(db_.url());
  Transaction transaction(second, kModes);
  second.execute("SET TRANSACTION SNAPSHOT " + sql::quote_literal(shared.snapshot));
  second.execute(kMemory);
  second.execute("SET LOCAL application_name = " + sql::quote_literal(beside(shared.pid)));
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
