#include "kinds/permission.hpp"
#include "lint/rule.hpp"

namespace schema::lint {

namespace {

void to_public(const Resource& r, const Scene&, Found& found) {
  auto& permission = as<Permission>(r);
  auto& of = r.parent ? *r.parent->kind : *r.kind;
  bool table = of.name_space == "relation" || of.name == "column";
  if (!table || permission.to != "PUBLIC" || permission.privileges.empty()) return;
  std::vector<std::string> words;
  for (auto& word : permission.privileges) words.push_back(word.text);
  found.add(r, fmt::format("every role, also of other databases, may {}", fmt::join(words, ", ")));
}

}  // namespace

extern const Rule se102{
    .code = "SE102",
    .title = "Rights on a table for everybody",
    .doc =
        "PUBLIC is every role of the server, also those that are made later and for other purposes. Give the right to "
        "a role, and the role to who needs it.",
    .example = {.bad = R"(schema "app" {}
table "call" {
  column "id" { type = bigint }
  primary_key { columns = [column.id] }
  permission { # here
    to         = PUBLIC
    privileges = [select]
  }
}
)",
                .good = R"(schema "app"  {}
role "reader" {}
table "call" {
  column "id" { type = bigint }
  primary_key { columns = [column.id] }
  permission {
    to         = role.reader
    privileges = [select]
  }
}
)"},
    .kinds = "permission",
    .resource = to_public,
};

}  // namespace schema::lint
