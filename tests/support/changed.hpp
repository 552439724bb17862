#pragma once
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "support/project.hpp"

namespace schema::test {

/// A table as it is before it changes, and all that shall be there then.
inline constexpr const char* kOld = R"(schema "app" {}
table "note" {
  schema = schema.app
  column "id"   { type = bigint }
  column "body" { type = text, null = true }
  primary_key { columns = [column.id] }
}
)";

inline constexpr const char* kNew = R"(schema "app" {}
table "note" {
  schema = schema.app
  column "id"   { type = bigint }
  column "body" { type = varchar(200), null = true }
  column "size" { type = integer, default = 0, null = false }
  primary_key { columns = [column.id] }
  check "short" { expr = "size < 100" }
  index "by_size" { columns = [column.size] }
}
view "small" {
  schema = schema.app
  as     = "SELECT id FROM note WHERE size < 10"
}
)";

/// A project whose database holds kOld and whose files say kNew.
struct Changed : Project {
  Changed() : Project(kOld) {
    REQUIRE(run({"apply", "--auto-approve"}).code == 0);
    ask("INSERT INTO app.note SELECT g, 'x' FROM generate_series(1, 1000) g RETURNING 1");
    database.connection().execute("ANALYZE app.note");
    write(kNew);
  }

  void save() const {
    auto ran = run({"plan", "-o", "plan.json"});
    REQUIRE_MESSAGE(ran.code == 0, ran.err);
  }
  test::Ran apply_saved(const std::vector<std::string>& more = {}) const {
    std::vector<std::string> arguments = {"apply", "--plan", "plan.json", "--auto-approve"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run(arguments);
  }
  nlohmann::json plan() const { return nlohmann::json::parse(folder.read("plan.json")); }
  void put(const nlohmann::json& json) const { folder.write("plan.json", json.dump(1)); }
  bool is_old() { return ask("SELECT to_regclass('app.by_size') IS NULL") == "t"; }
};

}  // namespace schema::test
