#include "kinds/routine.hpp"
#include "sql/type_names.hpp"

namespace schema {

namespace {

constexpr std::string_view kSecurity[] = {"invoker", "definer"};
constexpr std::string_view kVolatility[] = {"volatile", "stable", "immutable"};
constexpr std::string_view kParallel[] = {"unsafe", "restricted", "safe"};

#define ROUTINE_FIELDS(T)                                                                                             \
  FIELD(T, language)                                                                                                  \
  ("lang", "The language: sql, plpgsql, or any that is installed.", {.required = true, .names = "language", .example = "lang = plpgsql"}), \
      FIELD(T, args)("arg", "The arguments, in order.", {.example = "arg \"id\" { type = bigint }"}),                 \
      FIELD(T, body)("as", "The body, without its dollar quotes; for language sql also BEGIN ATOMIC ... END.",        \
                     {.required = true, .sql = SqlContext::body, .language = "lang", .example = "as = \"SELECT 1\""}),                                \
      FIELD(T, symbol)("symbol", "A C function's name in its object file.")

#define ROUTINE_OPTIONS(T)                                                                             \
  FIELD(T, security)                                                                                   \
  ("security", "Whose rights it runs with: invoker (if not given) or definer.", {.words = kSecurity}), \
      FIELD(T, config)("config", "Parameters that are set while it runs.",                             \
                       {.example = "config = { search_path = \"app\" }", .alias = "config_params"}),   \
      FIELD(T, transforms)("transform", "Types that the language sees in a form of its own.", {.list = "transforms"})

const Field kFunctionFields[] = {
    ROUTINE_FIELDS(Function),
    FIELD(Function, returns)("return", "The type of its result.",
                             {.on_change = OnChange::replace, .example = "return = bigint"}),
    FIELD(Function, returns_set)("return_set", "The type of the rows that it returns.",
                                 {.on_change = OnChange::replace, .example = "return_set = table.users"}),
    FIELD(Function, returns_table)("return_table", "The columns of the rows that it returns.",
                                   {.on_change = OnChange::replace, .example = "return_table { column \"id\" { type = bigint } }"}),
    FIELD(Function, volatility)("volatility", "volatile (if not given), stable or immutable.", {.words = kVolatility}),
    FIELD(Function, strict)("strict", "NULL in, NULL out, without a call."),
    FIELD(Function, leakproof)("leakproof", "Tells nothing of its arguments but its result."),
    FIELD(Function, parallel)("parallel", "unsafe (if not given), restricted or safe.", {.words = kParallel}),
    FIELD(Function, window)("window", "Whether it is a window function.", {.on_change = OnChange::replace}),
    FIELD(Function, cost)("cost", "Estimated cost, in units of cpu_operator_cost.", {.example = "cost = 1000"}),
    FIELD(Function, rows)("rows", "Estimated number of rows.", {.example = "rows = 50"}),
    FIELD(Function, support)("support", "The planner support function.", {.space = "routine"}),
    FIELD(Function, iam_role)("iam_role", "Of `lang = lambda`: the IAM role that calls it, an ARN or \"default\".", {.backend = "redshift"}),
    FIELD(Function, retry_timeout)("retry_timeout", "Of `lang = lambda`: for how many milliseconds it is tried again.", {.backend = "redshift"}),
    FIELD(Function, max_batch_rows)("max_batch_rows", "Of `lang = lambda`: the most rows that one call gets.", {.backend = "redshift"}),
    FIELD(Function, max_batch_size)("max_batch_size", "Of `lang = lambda`: the most data that one call gets.",
                                    {.backend = "redshift", .example = "max_batch_size = \"4 MB\""}),
    ROUTINE_OPTIONS(Function),
};

const Field kProcedureFields[] = {
    ROUTINE_FIELDS(Procedure),
    FIELD(Procedure, nonatomic)("nonatomic", "Whether each of its statements commits by itself.", {.backend = "redshift"}),
    ROUTINE_OPTIONS(Procedure),
};

#undef ROUTINE_FIELDS
#undef ROUTINE_OPTIONS

void finish_procedure(Resource& r) { finish_routine(as<Routine>(r)); }

void finish_function(Resource& r) {
  auto& f = as<Function>(r);
  finish_routine(f);
  auto plain = [](Type& type) { type.text = sql::without_type_arguments(type.text); };
  plain(f.returns);
  plain(f.returns_set);
  if (f.returns_table)
    for (auto& c : f.returns_table->columns) plain(c.type);
  if (has_output(f)) f.returns = {};
}

bool late_bound(const Resource& r) { return !has_standard_body(as<Routine>(r)); }

}  // namespace

extern const Kind function_kind;
const Kind function_kind = {
    .name = "function",
    .keyword = "function",
    .doc = "A computation that SQL can call.",
    .manual = "sql-createfunction",
    .fields = kFunctionFields,
    .make = [] { return std::unique_ptr<Resource>(new Function); },
    .name_space = "routine",
    .has_owner = true,
    .has_labels = true,
    .full_name = routine_full_name,
    .finish = finish_function,
    .late_bound = late_bound,
    .privileges = "execute",
    .public_privileges = "execute",
};

extern const Kind procedure_kind;
const Kind procedure_kind = {
    .name = "procedure",
    .keyword = "procedure",
    .doc = "Statements that CALL runs, with transactions of their own if they like.",
    .manual = "sql-createprocedure",
    .fields = kProcedureFields,
    .make = [] { return std::unique_ptr<Resource>(new Procedure); },
    .name_space = "routine",
    .has_owner = true,
    .has_labels = true,
    .full_name = routine_full_name,
    .finish = finish_procedure,
    .late_bound = late_bound,
    .privileges = "execute",
    .public_privileges = "execute",
};

}  // namespace schema
