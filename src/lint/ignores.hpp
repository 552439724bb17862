#pragma once
#include "plan/finding.hpp"
#include "schema/source.hpp"

namespace schema::lint {

/// `# schema:ignore DS102 reason`: findings of this line, or of the next one if the comment stands alone, that somebody
/// has looked at. On the first line of a block it covers what is inside.
struct Ignore {
  std::vector<std::string> codes;
  std::string reason;
  Range where;
  uint32_t line;  ///< that it speaks of
  bool used = false;
};

/// All such comments.
std::vector<Ignore> find_ignores(const Sources&);

/// The one that covers the finding, or null.
Ignore* ignore_of(const Finding&, std::vector<Ignore>&);

}  // namespace schema::lint
