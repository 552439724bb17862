#pragma once
#include <doctest/doctest.h>

#include "support/project.hpp"

namespace schema::test {

/// A project that is applied, and that has nothing to do afterwards.
struct Applied : Project {
  /// Its scratch databases are made on the test server, which is there already.
  explicit Applied(const std::string& files) : Project(files, "  dev = \"" + server().redacted() + "\"\n") { apply(); }

  void apply() {
    auto applied = run({"apply", "--auto-approve"});
    CAPTURE(applied.err);
    REQUIRE(applied.code == 0);
    auto again = run({"plan", "--detailed-exitcode"});
    CAPTURE(again.out);
    CAPTURE(again.err);
    REQUIRE(again.code == 0);
  }

  void execute(const std::string& sql) { database.connection().execute(sql); }

  /// The server's error, as "23514 message (hint)"; empty if there is none.
  std::string error(const std::string& sql) {
    try {
      execute(sql);
    } catch (const postgres::ServerError& e) {
      return e.sqlstate + " " + e.message + (e.hint.empty() ? "" : " (" + e.hint + ")");
    }
    return {};
  }
};

}  // namespace schema::test
