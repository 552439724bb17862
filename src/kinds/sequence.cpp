#include "kinds/sequence.hpp"

namespace schema {

namespace {
const Field kFields[] = {
    FIELD(Sequence, type)("type", "smallint, integer or bigint (if not given).", {.example = "type = integer"}),
    FIELD(Sequence, start)("start", "The first value: the least one if it counts up, the greatest if down.",
                           {.example = "start = 1000"}),
    FIELD(Sequence, increment)("increment", "What is added for the next value; negative counts down. 1 if not given.",
                               {.example = "increment = -1"}),
    FIELD(Sequence, min_value)("min_value", "The least value."),
    FIELD(Sequence, max_value)("max_value", "The greatest value."),
    FIELD(Sequence, cache)("cache", "How many values a session takes at once. 1 if not given."),
    FIELD(Sequence, cycle)("cycle", "Whether it starts again at the other end."),
    FIELD(Sequence, unlogged)("unlogged", "Not crash-safe and not replicated.", {.since = 150000}),
};

void finish(Resource& r) {
  auto& s = as<Sequence>(r);
  unset_usual_numbers(s, s.type.text);
  if (s.type.text == "bigint") s.type = {};
}
}  // namespace

extern const Kind sequence_kind;
const Kind sequence_kind = {
    .name = "sequence",
    .keyword = "sequence",
    .doc = "A generator of numbers.",
    .manual = "sql-createsequence",
    .fields = kFields,
    .make = [] { return std::unique_ptr<Resource>(new Sequence); },
    .name_space = "relation",
    .has_owner = true,
    .has_labels = true,
    .finish = finish,
    .privileges = "usage select update",
};

}  // namespace schema
