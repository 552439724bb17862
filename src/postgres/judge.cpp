#include "postgres/judge.hpp"

#include "postgres/execute.hpp"
#include "postgres/inspector.hpp"
#include "sql/split.hpp"

namespace schema::postgres {

Scratch& ScratchJudge::scratch() {
  if (!scratch_) scratch_ = Scratch::open(options_);
  return *scratch_;
}

Catalog ScratchJudge::read_back(const Plan& creation, Diagnostics& out) {
  auto database = scratch().fresh_database("judge");
  auto& db = database.connection();
  // A fresh database has the schema public, where extensions go that name none; it gives way to one that was asked for.
  auto makes_public = [](const Step& step) { return step.resource->address == "schema.public"; };
  if (std::any_of(creation.steps.begin(), creation.steps.end(), makes_public))
    db.execute("DROP SCHEMA IF EXISTS public CASCADE");
  try {
    Transaction transaction(db);
    execute(db, creation);
    transaction.commit();
  } catch (const StepError& error) {
    report(error, out);
    return {};
  }
  return inspect(db);
}

Catalog ScratchJudge::load_sql(const SourceFile& script, Diagnostics& out) {
  auto database = scratch().fresh_database("sql");
  auto& db = database.connection();
  for (auto& statement : sql::split_statements(script.text())) {
    Range where{&script, static_cast<uint32_t>(statement.begin), static_cast<uint32_t>(statement.end)};
    if (statement.kind == sql::StatementKind::meta) continue;
    if (statement.kind == sql::StatementKind::copy) continue;  // rows are not part of a schema
    try {
      db.execute(std::string(where.text()));
    } catch (const ServerError& e) {
      auto offset = static_cast<uint32_t>(statement.begin + (e.position ? byte_offset(where.text(), e.position) : 0));
      auto& d = out.error("server-error", {&script, offset, std::max(offset + 1, e.position ? 0 : where.end)}, fmt::format("the server says: {} (SQLSTATE {})", e.message, e.sqlstate), e.hint);
      if (!e.detail.empty()) d.related.push_back({{}, "detail: " + e.detail});
      return {};
    }
  }
  return inspect(db);
}

}  // namespace schema::postgres
