#include "kinds/aggregate.hpp"

#include "sql/type_names.hpp"

namespace schema {

namespace {

constexpr std::string_view kModify[] = {"read only", "shareable", "read write"};
constexpr std::string_view kParallel[] = {"unsafe", "restricted", "safe"};

}  // namespace

std::span<const Field> MovingAggregate::fields() {
  static const Field all[] = {
      FIELD(MovingAggregate, state_func)("state_func", "Takes a row in.", {.required = true, .space = "routine"}),
      FIELD(MovingAggregate, inverse_func)("inverse_func", "Takes a row out again.",
                                           {.required = true, .space = "routine"}),
      FIELD(MovingAggregate, state_type)("state_type", "The type of the running state.", {.required = true}),
      FIELD(MovingAggregate, state_size)("state_size", "About how many bytes the state has."),
      FIELD(MovingAggregate, final_func)("final_func", "Makes the result of the state.", {.space = "routine"}),
      FIELD(MovingAggregate, final_extra)("final_extra", "Whether the final function gets the arguments as well."),
      FIELD(MovingAggregate, final_modify)("final_modify",
                                           "Whether the final function changes the state: read_only, "
                                           "shareable or read_write.",
                                           {.words = kModify}),
      FIELD(MovingAggregate, initial_value)("initial_value", "The state to begin with; NULL if not given."),
  };
  return all;
}

namespace {

const Field kFields[] = {
    FIELD(Aggregate, args)("arg", "The arguments; of an ordered-set aggregate the direct ones.",
                           {.on_change = OnChange::replace, .example = "arg \"x\" { type = bigint }"}),
    FIELD(Aggregate, order_by)("order_by", "Of an ordered-set aggregate: what its input is ordered by.",
                               {.on_change = OnChange::replace}),
    FIELD(Aggregate, hypothetical)("hypothetical", "Whether the direct arguments are a row that is sorted in.",
                                   {.on_change = OnChange::replace}),
    FIELD(Aggregate, state_func)("state_func", "Takes a row into the state.",
                                 {.required = true, .space = "routine", .example = "state_func = int8pl"}),
    FIELD(Aggregate, state_type)("state_type", "The type of the running state.", {.required = true}),
    FIELD(Aggregate, state_size)("state_size", "About how many bytes the state has."),
    FIELD(Aggregate, final_func)("final_func", "Makes the result of the state.", {.space = "routine"}),
    FIELD(Aggregate, final_extra)("final_extra", "Whether the final function gets the arguments as well."),
    FIELD(Aggregate, final_modify)("final_modify",
                                   "Whether the final function changes the state: read_only, shareable or "
                                   "read_write.",
                                   {.words = kModify}),
    FIELD(Aggregate, combine_func)("combine_func", "Makes one state of two.", {.space = "routine"}),
    FIELD(Aggregate, serial_func)("serial_func", "Makes bytes of a state of type internal.", {.space = "routine"}),
    FIELD(Aggregate, deserial_func)("deserial_func", "Makes a state of bytes.", {.space = "routine"}),
    FIELD(Aggregate, initial_value)("initial_value", "The state to begin with, as text; NULL if not given."),
    FIELD(Aggregate, moving)("moving", "How it runs over a moving window."),
    FIELD(Aggregate, sort_operator)("sort_operator",
                                    "The operator whose first value in order is the result (of min and max).",
                                    {.space = "operator"}),
    FIELD(Aggregate, parallel)("parallel", "unsafe (if not given), restricted or safe.", {.words = kParallel}),
};

std::string plain(const Type& type) { return sql::without_type_arguments(type.text); }

std::string full_name(const Resource& r) {
  std::string types;
  for (auto a : identity_arguments(as<Aggregate>(r))) types += (types.empty() ? "" : ", ") + plain(a->type);
  return r.name + "(" + types + ")";
}

void finish(Resource& r) {
  auto& a = as<Aggregate>(r);
  for (auto list : {&a.args, &a.order_by})
    for (auto& arg : *list) arg.type.text = plain(arg.type);
  a.state_type.text = plain(a.state_type);
  if (a.moving) a.moving->state_type.text = plain(a.moving->state_type);
}

}  // namespace

std::vector<const Argument*> identity_arguments(const Aggregate& a) {
  std::vector<const Argument*> all;
  for (auto& arg : a.args) all.push_back(&arg);
  bool merged = !a.args.empty() && a.order_by.size() == 1 && a.args.back().mode.text == "variadic" &&
                a.order_by[0].mode.text == "variadic";
  if (!merged)
    for (auto& arg : a.order_by) all.push_back(&arg);
  return all;
}

extern const Kind aggregate_kind;
const Kind aggregate_kind = {
    .name = "aggregate",
    .keyword = "aggregate",
    .doc = "A function over the rows of a group.",
    .manual = "sql-createaggregate",
    .fields = kFields,
    .make = [] { return std::unique_ptr<Resource>(new Aggregate); },
    .name_space = "routine",
    .has_owner = true,
    .has_labels = true,
    .full_name = full_name,
    .finish = finish,
    .privileges = "execute",
    .public_privileges = "execute",
};

}  // namespace schema
