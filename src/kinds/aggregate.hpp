#pragma once
#include "kinds/routine.hpp"

namespace schema {

/// What an aggregate needs to run over a moving window.
struct MovingAggregate {
  Name state_func, inverse_func;
  Type state_type;
  std::optional<int64_t> state_size;
  Name final_func;
  bool final_extra = false;
  Word final_modify;
  std::optional<std::string> initial_value;
  static std::span<const Field> fields();
};

/// A function over the rows of a group.
struct Aggregate final : Resource {
  std::vector<Argument> args;      ///< of an ordered-set aggregate: the direct ones
  std::vector<Argument> order_by;  ///< of an ordered-set aggregate: what its input is ordered by
  bool hypothetical = false;
  Name state_func;
  Type state_type;
  std::optional<int64_t> state_size;
  Name final_func;
  bool final_extra = false;
  Word final_modify;  ///< empty: read only, or read write for an ordered-set one
  Name combine_func, serial_func, deserial_func;
  std::optional<std::string> initial_value;
  Boxed<MovingAggregate> moving;
  Name sort_operator;
  Word parallel{"unsafe"};
};

/// The types that tell overloads apart: those of both lists, but for an "any" that both end in.
std::vector<const Argument*> identity_arguments(const Aggregate&);

}  // namespace schema
