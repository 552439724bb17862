#include "kinds/role.hpp"

#include "kinds/settings.hpp"

namespace schema {

namespace {

constexpr std::string_view kSyslog[] = {"restricted", "unrestricted"};

const Field kFields[] = {
    FIELD(Role, login)("login", "Whether it can connect."),
    FIELD(Role, superuser)("superuser", "Whether it is above all checks of rights."),
    FIELD(Role, create_db)("create_db", "Whether it may create databases."),
    FIELD(Role, create_role)("create_role", "Whether it may create roles."),
    FIELD(Role, inherit)("inherit",
                         "Whether it has the rights of the roles that it becomes a member of (true if not given)."),
    FIELD(Role, replication)("replication", "Whether it may stream the log of changes."),
    FIELD(Role, bypass_rls)("bypass_rls", "Whether row security does not hold for it."),
    FIELD(Role, conn_limit)("conn_limit", "How many connections it may have at once (no limit if not given).", {.example = "conn_limit = 20"}),
    FIELD(Role, valid_until)("valid_until", "When its password expires.", {.example = "valid_until = \"2030-01-01\""}),
    FIELD(Role, password)(
        "password", "The password of a new role. It is never read from a database, so that a later change is not seen.",
        {.on_change = OnChange::ignore, .secret = true, .example = "password = var.password"}),
    FIELD(Role, settings)("settings", "Parameters of its sessions, in any database.",
                          {.example = "settings = { statement_timeout = \"5s\" }"}),
    FIELD(Role, database_settings)("database_settings", "Parameters of its sessions in this database.", {.example = "database_settings = { search_path = \"app\" }"}),
    FIELD(Role, syslog_access)("syslog_access", "Which rows of the system tables it sees: restricted (its own) or unrestricted.",
                               {.words = kSyslog, .backend = "redshift"}),
    FIELD(Role, session_timeout)("session_timeout", "After how many idle seconds its sessions end.", {.backend = "redshift"}),
    FIELD(Role, database)("database", "The database that is looked at.",
                          {.on_change = OnChange::ignore, .hidden = true}),
};

constexpr std::string_view kAliases[] = {"user"};

void finish(Resource& r) {
  auto& role = as<Role>(r);
  normalize_settings(role.settings);
  normalize_settings(role.database_settings);
}

void settle(Resource& r, const Catalog& database) { as<Role>(r).database = database.database; }

}  // namespace

extern const Kind role_kind;
const Kind role_kind = {
    .name = "role",
    .keyword = "role",
    .doc = "A user, or a group of users, of all databases of the server.",
    .manual = "user-manag",
    .scope = Scope::database,
    .fields = kFields,
    .make = [] { return std::unique_ptr<Resource>(new Role); },
    .aliases = kAliases,
    .has_labels = true,
    .finish = finish,
    .cluster = true,
    .settle = settle,
};

}  // namespace schema
