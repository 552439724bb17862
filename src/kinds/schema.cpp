#include "kinds/schema.hpp"

namespace schema {

std::span<const Field> ExternalSource::fields() {
  static const Field all[] = {
      FIELD(ExternalSource, source)("source", "data_catalog, hive_metastore, postgres, mysql, kinesis, kafka, msk or redshift.", {.label = true}),
      FIELD(ExternalSource, database)("database", "The database there."),
      FIELD(ExternalSource, schema)("schema", "The schema there (postgres, redshift)."),
      FIELD(ExternalSource, uri)("uri", "Where it is: a host name, or the brokers of Kafka."),
      FIELD(ExternalSource, port)("port", "Its port."),
      FIELD(ExternalSource, region)("region", "The region of AWS, where that is another one."),
      FIELD(ExternalSource, iam_role)("iam_role", "An IAM role's ARN, \"default\" or \"SESSION\"."),
      FIELD(ExternalSource, secret_arn)("secret_arn", "The secret that holds user and password."),
      FIELD(ExternalSource, authentication)("authentication", "Of Kafka: none, iam or mtls."),
      FIELD(ExternalSource, cluster_arn)("cluster_arn", "The cluster of Amazon MSK."),
      FIELD(ExternalSource, catalog_role)("catalog_role", "The IAM role for the data catalog."),
      FIELD(ExternalSource, catalog_id)("catalog_id", "The account of the data catalog."),
  };
  return all;
}

namespace {
const Field kFields[] = {
    FIELD(Schema, quota)("quota", "How much its tables may hold, in MB (no limit if not given).", {.backend = "redshift", .example = "quota = 10240"}),
    FIELD(Schema, external)("external", "Of an external schema: what it shows.",
                            {.on_change = OnChange::replace,
                             .backend = "redshift",
                             .example = "external \"data_catalog\" { database = \"lake\", iam_role = \"default\" }"}),
    FIELD(Schema, objects_owner)("objects_owner", "The owner of the objects in it that do not name one.",
                                 {.on_change = OnChange::ignore, .names = "role"}),
};

std::string& objects_owner(Resource& r) { return as<Schema>(r).objects_owner; }
}  // namespace

extern const Kind schema_kind;
const Kind schema_kind = {
    .name = "schema",
    .keyword = "schema",
    .doc = "A named space that holds tables, types, functions and all other objects.",
    .manual = "sql-createschema",
    .scope = Scope::database,
    .fields = kFields,
    .make = [] { return std::unique_ptr<Resource>(new Schema); },
    .has_owner = true,
    .has_labels = true,
    .objects_owner = objects_owner,
    .privileges = "create usage",
};

}  // namespace schema
