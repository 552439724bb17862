#include "model/decode.hpp"

namespace schema {

namespace {

constexpr std::string_view kSchemaOnly[] = {"schema"};

const Field kSchema = FIELD(Resource, schema_ref)("schema", "The schema that holds it.",
                                                  {.on_change = OnChange::ignore, .identity = true, .refs = kSchemaOnly,
                                                   .example = "schema = schema.public"});
const Field kName = FIELD(Resource, name)("name", "Its name in the database, where that differs from the label.",
                                          {.identity = true, .example = "name = \"Order items\""});
const Field kOwner = FIELD(Resource, owner)("owner", "The role that owns it; left alone if not given.",
                                            {.keeps = true, .names = "role"});
const Field kComment = FIELD(Resource, comment)("comment", "What COMMENT ON says of it.",
                                                {.example = "comment = \"what was ordered\""});
const Field kSecurityLabels = FIELD(Resource, security_labels)(
    "security_labels", "What SECURITY LABEL says of it, by provider (a module that the server has loaded).",
    {.by_module = true, .backend = "postgres", .example = "security_labels = { selinux = \"system_u:object_r:sepgsql_table_t:s0\" }"});
const Field kDependsOn = FIELD(Resource, depends_on)(
    "depends_on", "Resources that must exist first, where no parser can see it (dynamic SQL).",
    {.on_change = OnChange::ignore, .example = "depends_on = [table.users]"});

std::vector<Field> make_common(const Kind& kind) {
  std::vector<Field> fields;
  if (!kind.attribute.empty()) return fields;
  if (kind.scope == Scope::schema) fields.push_back(kSchema);
  fields.push_back(kName);
  if (kind.has_owner) fields.push_back(kOwner);
  if (kind.has_comment) fields.push_back(kComment);
  if (kind.has_labels) fields.push_back(kSecurityLabels);
  fields.push_back(kDependsOn);
  return fields;
}

}  // namespace

std::span<const Field> common_fields(const Kind& kind) {
  static const auto all = [] {
    std::map<const Kind*, std::vector<Field>> fields;
    for (auto k : all_kinds()) fields[k] = make_common(*k);
    return fields;
  }();
  return all.at(&kind);
}

}  // namespace schema
