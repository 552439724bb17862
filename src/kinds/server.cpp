#include "kinds/foreign.hpp"
#include "kinds/secrets.hpp"

namespace schema {

namespace {

const Field kFields[] = {
    FIELD(ForeignServer, wrapper)("wrapper", "The foreign data wrapper that reaches it.",
                                  {.required = true,
                                   .on_change = OnChange::replace,
                                   .names = "foreign_data_wrapper",
                                   .example = "wrapper = postgres_fdw",
                                   .alias = "fdw"}),
    FIELD(ForeignServer, type)("type", "Its type, for wrappers that want one.", {.on_change = OnChange::replace}),
    FIELD(ForeignServer, version)("version", "Its version, for wrappers that want one."),
    FIELD(ForeignServer, options)(
        "options",
        "What the wrapper is told. Options that hold passwords are never shown, and what no file says "
        "of them stays.",
        {.example = "options = { host = \"db2\" }"}),
    FIELD(ForeignServer, secrets)("secrets", "Options that hold passwords.", {.keeps = true, .secret = true}),
};

void finish(Resource& r) {
  auto& f = as<ForeignServer>(r);
  take_secrets(f.options, f.secrets);
}

}  // namespace

extern const Kind server_kind;
const Kind server_kind = {
    .name = "server",
    .keyword = "server",
    .doc = "A place elsewhere where data lives.",
    .manual = "sql-createserver",
    .scope = Scope::database,
    .fields = kFields,
    .make = [] { return std::unique_ptr<Resource>(new ForeignServer); },
    .has_owner = true,
    .finish = finish,
    .privileges = "usage",
};

}  // namespace schema
