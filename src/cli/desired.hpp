#pragma once
#include "cli/target.hpp"
#include "model/decode.hpp"

namespace schema::cli {

/// The state that files describe, read without a server: PATHs given on the command line, or the environment's src.
/// Plain .sql among the latter is left out. Nothing (and reported) if something in them is wrong. `policy` becomes that of
/// the environment, if there is one.
std::optional<Declared> load_desired(Context&, const std::vector<std::string>& paths, Policy* policy = nullptr);

}  // namespace schema::cli
