#pragma once
#include "plan/plan.hpp"
#include "postgres/scratch.hpp"

namespace schema::postgres {

/// The judge of SQL texts: a scratch server of the target's version, opened when it is first asked.
class ScratchJudge : public Judge {
 public:
  explicit ScratchJudge(ScratchOptions options) : options_(std::move(options)) {}

  Catalog read_back(const Plan& creation, Diagnostics&) override;

  /// What a plain SQL script makes of an empty database. Errors are reported at their place in the file.
  Catalog load_sql(const SourceFile& script, Diagnostics&);

 private:
  Scratch& scratch();

  ScratchOptions options_;
  std::optional<Scratch> scratch_;
};

}  // namespace schema::postgres
