#include "lint/rules/locks/transactions.hpp"
#include "plan/script.hpp"

namespace schema::lint {

namespace {

/// What keeps a table locked for long: it is read or written as a whole.
bool takes_long(const Statement& s) {
  constexpr std::string_view kLong[] = {"PG101", "PG104", "PG105", "PG109", "PG301", "PG302", "PG303",
                                        "PG305", "PG306", "PG307", "PG309", "PG310", "PG311", "PG312"};
  auto is_long = [&](auto& hazard) {
    return std::find(std::begin(kLong), std::end(kLong), hazard.code) != std::end(kLong);
  };
  return std::any_of(s.hazards.begin(), s.hazards.end(), is_long);
}

/// Work that takes long, after a statement whose lock keeps readers out.
void work_under_lock(const Scene& scene, Found& found) {
  for (auto& transaction : transactions(*scene.plan)) {
    const Command* holds = nullptr;
    for (auto& command : transaction) {
      if (holds && takes_long(*command.statement) &&
          top_of(*holds->step->resource).address != top_of(*command.step->resource).address) {
        found.at_step(command.index);
        found.add(*command.step->resource, fmt::format("takes long while the lock on {} keeps reads and writes out",
                                                       top_of(*holds->step->resource).address));
        break;
      }
      bool table = top_of(*command.step->resource).kind->name == "table";
      if (!holds && table && command.statement->lock == Lock::access_exclusive) holds = &command;
    }
  }
}

}  // namespace

extern const Rule lk102{
    .code = "LK102",
    .title = "Long work while another table is locked",
    .doc =
        "A statement that reads or writes a whole table runs in a transaction that already keeps everybody from "
        "another one. The short change is then as expensive as the long one. Apply them one after the other.",
    .example = {.bad = R"(schema "app" {}
table "call" {
  column "id"   { type = bigint }
  column "note" { type = text, null = true }
}
table "visit" {
  column "id" { type = bigint }
  index "id"  { columns = [column.id] } # here
}
)",
                .good = R"(schema "app" {}
table "call" {
  column "id"   { type = bigint }
  column "note" { type = text, null = true }
}
table "visit" {
  column "id" { type = bigint }
}
)",
                .old = R"(schema "app" {}
table "call" {
  column "id" { type = bigint }
}
table "visit" {
  column "id" { type = bigint }
}
)"},
    .plan = work_under_lock,
};

}  // namespace schema::lint
