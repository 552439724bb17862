#include "kinds/foreign.hpp"
#include "kinds/privileges.hpp"
#include "kinds/secrets.hpp"

namespace schema {

namespace {

constexpr std::string_view kParents[] = {"server"};

const Field kFields[] = {
    FIELD(UserMapping, server)("server", "The server, when it is written outside its block.",
                               {.on_change = OnChange::ignore, .parent = true, .example = "server = server.archive"}),
    FIELD(UserMapping, role)("role", "The local role, or PUBLIC; the label, if not given.",
                             {.identity = true, .names = "role"}),
    FIELD(UserMapping, options)(
        "options",
        "What the server is told. Options that hold passwords are never shown, and what no file says "
        "of them stays.",
        {.example = "options = { user = \"reader\", password = var.password }"}),
    FIELD(UserMapping, secrets)("secrets", "Options that hold passwords.", {.keeps = true, .secret = true}),
};

void finish(Resource& r) {
  auto& f = as<UserMapping>(r);
  if (f.role.empty()) f.role = f.name;
  f.role = grantee_name(f.role);
  take_secrets(f.options, f.secrets);
}

}  // namespace

extern const Kind user_mapping_kind;
const Kind user_mapping_kind = {
    .name = "user_mapping",
    .keyword = "user_mapping",
    .doc = "Who a local role is on a server.",
    .manual = "sql-createusermapping",
    .scope = Scope::child,
    .parents = kParents,
    .fields = kFields,
    .make = [] { return std::unique_ptr<Resource>(new UserMapping); },
    .has_comment = false,
    .default_name = [](const Resource& r) { return grantee_name(as<UserMapping>(r).role); },
    .finish = finish,
};

}  // namespace schema
