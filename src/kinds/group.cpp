#include "kinds/group.hpp"

namespace schema {

namespace {

const Field kFields[] = {
    FIELD(UserGroup, users)("users", "Who belongs to it.", {.names = "role", .example = "users = [\"ann\", \"bob\"]"}),
};

void finish(Resource& r) {
  auto& users = as<UserGroup>(r).users;
  std::sort(users.begin(), users.end());
  users.erase(std::unique(users.begin(), users.end()), users.end());
}

}  // namespace

extern const Kind group_kind;
const Kind group_kind = {
    .name = "group",
    .keyword = "group",
    .doc = "Users of a Redshift cluster who get the same privileges: `to = \"group NAME\"`.",
    .manual = "redshift:r_CREATE_GROUP",
    .scope = Scope::database,
    .fields = kFields,
    .make = [] { return std::unique_ptr<Resource>(new UserGroup); },
    .backend = "redshift",
    .has_comment = false,
    .finish = finish,
    .cluster = true,
};

}  // namespace schema
