#include "kinds/database.hpp"

#include "kinds/settings.hpp"

namespace schema {

namespace {

const Field kFields[] = {
    FIELD(Database, settings)("settings", "Parameters of the sessions in it.",
                              {.example = "settings = { timezone = \"UTC\" }"}),
    FIELD(Database, conn_limit)("conn_limit", "How many connections it may have at once (no limit if not given)."),
    FIELD(Database, real_name)("real_name", "What it is called.", {.on_change = OnChange::ignore, .hidden = true}),
};

}  // namespace

extern const Kind database_kind;
const Kind database_kind = {
    .name = "database",
    .keyword = "database",
    .doc = "The database itself, whatever it is called: its settings, comment, owner and the permissions on it.",
    .manual = "manage-ag-config",
    .scope = Scope::database,
    .fields = kFields,
    .make = [] { return std::unique_ptr<Resource>(new Database); },
    .has_owner = true,
    .has_labels = true,
    .default_name = [](const Resource&) { return std::string("this"); },
    .finish = [](Resource& r) { normalize_settings(as<Database>(r).settings); },
    .intrinsic = true,
    .cluster = true,
    .privileges = "connect create temporary",
    .public_privileges = "connect temporary",
    .settle = [](Resource& r, const Catalog& database) { as<Database>(r).real_name = database.database; },
};

}  // namespace schema
