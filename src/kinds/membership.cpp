#include "kinds/role.hpp"

namespace schema {

namespace {

constexpr std::string_view kParents[] = {"role"};

const Field kFields[] = {
    FIELD(Membership, role)("role", "The role that the parent is a member of.",
                            {.required = true, .identity = true, .names = "role", .example = "role = role.readers"}),
    FIELD(Membership, admin)("admin", "Whether it may make others members."),
    FIELD(Membership, inherit)("inherit",
                               "Whether it has the role's rights without SET ROLE (PostgreSQL 16; as the member's own "
                               "`inherit` says if not given).",
                               {.since = 160000}),
    FIELD(Membership, set)("set", "Whether it may SET ROLE to it (true if not given).", {.since = 160000}),
    FIELD(Membership, grantor)("grantor",
                               "Who granted it, where that is not the cluster's first superuser (PostgreSQL 16).",
                               {.identity = true, .names = "role"}),
};

std::string name_of(const Resource& r) {
  auto& m = as<Membership>(r);
  return m.grantor.empty() ? m.role : m.role + " by " + m.grantor;
}

}  // namespace

extern const Kind membership_kind;
const Kind membership_kind = {
    .name = "membership",
    .keyword = "membership",
    .doc = "Membership of the role in another one.",
    .manual = "role-membership",
    .scope = Scope::child,
    .parents = kParents,
    .fields = kFields,
    .make = [] { return std::unique_ptr<Resource>(new Membership); },
    .has_comment = false,
    .default_name = name_of,
    .cluster = true,
};

}  // namespace schema
