#include "kinds/sequence.hpp"

namespace schema {

namespace {

constexpr std::string_view kParents[] = {"column"};

const Field kFields[] = {
    FIELD(IdentitySequence, unlogged)("unlogged",
                                      "Whether a crash may set it back, where that is not as its table has it.",
                                      {.example = "unlogged = false", .since = 150000}),
    FIELD(IdentitySequence, description)("comment", "What COMMENT ON says of it.",
                                         {.example = "comment = \"as printed\""}),
};

}  // namespace

extern const Kind identity_sequence_kind;
const Kind identity_sequence_kind = {
    .name = "identity_sequence",
    .keyword = "identity_sequence",
    .doc = "The sequence behind an identity column, where it has a comment, permissions or settings of its own.",
    .manual = "ddl-identity-columns",
    .scope = Scope::child,
    .parents = kParents,
    .fields = kFields,
    .make = [] { return std::unique_ptr<Resource>(new IdentitySequence); },
    .has_comment = false,
    .default_name = [](const Resource&) { return std::string(); },
    .intrinsic = true,
    .privileges = "usage select update",
};

}  // namespace schema
