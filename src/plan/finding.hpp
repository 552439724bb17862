#pragma once
#include <cstdint>
#include <string>

#include "schema/resource.hpp"

namespace schema {

/// What a finding asks for.
enum class Level : uint8_t {
  off,      ///< not told
  warn,     ///< told
  confirm,  ///< the plan runs only if somebody says so
  deny,     ///< the plan does not run
};

/// What a rule (src/lint) has to say about a plan's step or about a resource that the files describe.
struct Finding {
  std::string code;  ///< of the rule: "DS102"
  Level level = Level::warn;
  std::string address;
  std::string message;  ///< one sentence, no full stop
  Range where;          ///< in the files; nowhere if they do not speak of it
  bool destructive = false;
  size_t step = SIZE_MAX;  ///< its place in the plan; none if it is about the files
  std::string probe;       ///< see Hazard::probe
  std::string data;        ///< what the probe found: "3 rows, for example id = 7"
  bool fails = false;      ///< these rows make the plan fail
  const Resource* resource = nullptr;
};

}  // namespace schema
