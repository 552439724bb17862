#include <algorithm>

#include "kinds/publication.hpp"
#include "kinds/secrets.hpp"

namespace schema {

namespace {

const Field kFields[] = {
    FIELD(Subscription, connection)("connection",
                                    "How the other database is reached. A password is never shown, and stays if no "
                                    "file says it.",
                                    {.required = true, .example = "connection = { host = \"db1\", dbname = \"app\" }"}),
    FIELD(Subscription, secrets)("secrets", "What of the connection nobody may read.", {.keeps = true, .secret = true}),
    FIELD(Subscription, publications)("publications", "The publications there.",
                                      {.required = true, .example = "publications = [\"orders\"]"}),
    FIELD(Subscription, enabled)("enabled",
                                 "Whether it runs. A new one is made without a connection, so that its slot must exist "
                                 "there, and its tables be refreshed by hand."),
    FIELD(Subscription, slot_name)("slot_name",
                                   "The replication slot there: the subscription's name if not given, none if empty."),
    FIELD(Subscription, options)("options",
                                 "binary, streaming, synchronous_commit, two_phase, disable_on_error, origin, "
                                 "password_required, run_as_owner, failover: what is not the server's default.",
                                 {.example = "options = { binary = true }"}),
};

void finish(Resource& r) {
  auto& s = as<Subscription>(r);
  take_secrets(s.connection, s.secrets);
  if (s.slot_name == s.name) s.slot_name.reset();
}

}  // namespace

extern const Kind subscription_kind;
const Kind subscription_kind = {
    .name = "subscription",
    .keyword = "subscription",
    .doc = "What the database takes over from another one.",
    .manual = "sql-createsubscription",
    .scope = Scope::database,
    .fields = kFields,
    .make = [] { return std::unique_ptr<Resource>(new Subscription); },
    .has_owner = true,
    .has_labels = true,
    .finish = finish,
};

}  // namespace schema
