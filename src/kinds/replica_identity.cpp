#include "kinds/replica_identity.hpp"

namespace schema {

namespace {

constexpr std::string_view kParents[] = {"table", "materialized_view"};
constexpr std::string_view kWords[] = {"full", "nothing"};
constexpr std::string_view kIndexes[] = {"index", "unique", "primary_key"};

const Field kFields[] = {
    FIELD(ReplicaIdentity, identity)(
        "replica_identity",
        "What logical replication sends of a row that was: full, nothing, or the columns of an index.",
        {.required = true, .words = kWords, .refs = kIndexes, .example = "replica_identity = index.by_number"}),
};

}  // namespace

extern const Kind replica_identity_kind;
const Kind replica_identity_kind = {
    .name = "replica_identity",
    .keyword = "replica_identity",
    .doc = "What logical replication sends of a row that was; the primary key if not given.",
    .manual = "sql-altertable",
    .scope = Scope::child,
    .parents = kParents,
    .fields = kFields,
    .make = [] { return std::unique_ptr<Resource>(new ReplicaIdentity); },
    .has_comment = false,
    .attribute = "replica_identity",
};

}  // namespace schema
