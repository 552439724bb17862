#include "kinds/foreign.hpp"
#include "kinds/secrets.hpp"

namespace schema {

namespace {

const Field kFields[] = {
    FIELD(ForeignDataWrapper, handler)("handler", "The function that gives its routines.", {.space = "routine"}),
    FIELD(ForeignDataWrapper, validator)("validator", "The function that looks at options.", {.space = "routine"}),
    FIELD(ForeignDataWrapper, options)(
        "options",
        "What the wrapper is told. Options that hold passwords are never shown, and what no file says "
        "of them stays.",
        {.example = "options = { debug = true }"}),
    FIELD(ForeignDataWrapper, secrets)("secrets", "Options that hold passwords.", {.keeps = true, .secret = true}),
};

void finish(Resource& r) {
  auto& f = as<ForeignDataWrapper>(r);
  take_secrets(f.options, f.secrets);
}

}  // namespace

extern const Kind foreign_data_wrapper_kind;
const Kind foreign_data_wrapper_kind = {
    .name = "foreign_data_wrapper",
    .keyword = "foreign_data_wrapper",
    .doc = "A driver for data that lives elsewhere.",
    .manual = "sql-createforeigndatawrapper",
    .scope = Scope::database,
    .fields = kFields,
    .make = [] { return std::unique_ptr<Resource>(new ForeignDataWrapper); },
    .has_owner = true,
    .finish = finish,
    .privileges = "usage",
};

}  // namespace schema
