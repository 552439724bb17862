#include "kinds/external_table.hpp"

namespace schema {

std::span<const Field> ExternalColumn::fields() {
  static const Field all[] = {
      FIELD(ExternalColumn, name)("name", "The column's name.", {.label = true}),
      FIELD(ExternalColumn, type)("type", "Its type; sql(\"...\") for those that only the data catalog has.", {.required = true}),
  };
  return all;
}

namespace {

constexpr std::string_view kFormats[] = {"parquet", "orc", "avro", "textfile", "sequencefile", "rcfile", "ion"};

const Field kFields[] = {
    FIELD(ExternalTable, columns)("column", "The columns of the files.", {.required = true}),
    FIELD(ExternalTable, partitions)("partition", "The columns whose values are in the files' paths.", {.on_change = OnChange::replace}),
    FIELD(ExternalTable, stored_as)("stored_as", "The format of the files: parquet, orc, avro, textfile...",
                                    {.required = true, .words = kFormats}),
    FIELD(ExternalTable, location)("location", "Where the files are.", {.required = true, .example = "location = \"s3://bucket/path/\""}),
    FIELD(ExternalTable, serde)("serde", "The class that reads and writes rows (ROW FORMAT SERDE).", {.on_change = OnChange::replace}),
    FIELD(ExternalTable, serde_properties)("serde_properties", "What the class is given.", {.on_change = OnChange::replace}),
    FIELD(ExternalTable, properties)("properties", "Table properties.", {.example = "properties = { \"skip.header.line.count\" = \"1\" }"}),
};

}  // namespace

extern const Kind external_table_kind;
const Kind external_table_kind = {
    .name = "external_table",
    .keyword = "external_table",
    .doc = "Files in Amazon S3 that Redshift reads as a table.",
    .manual = "redshift:r_CREATE_EXTERNAL_TABLE",
    .fields = kFields,
    .make = [] { return std::unique_ptr<Resource>(new ExternalTable); },
    .name_space = "relation",
    .backend = "redshift",
    .has_comment = false,
};

}  // namespace schema
