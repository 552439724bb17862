#include "kinds/external_table.hpp"

#include "redshift/support.hpp"
#include "redshift/texts.hpp"
#include "text/json.hpp"

namespace schema {
extern const Kind external_table_kind;
}

namespace schema::redshift {

namespace {

/// "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat" is parquet.
std::string format_of(const std::string& input) {
  std::string lower;
  for (char c : input) lower += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  for (auto word : {"parquet", "orc", "avro", "rcfile", "sequencefile", "ion"})
    if (lower.find(word) != std::string::npos) return word;
  return "textfile";
}

Options json_options(const std::string& text) {
  Options options;
  auto json = parse_json(text);
  if (json.is_object())
    for (auto& [key, value] : json.items()) options[key] = value.is_string() ? value.get<std::string>() : json_line(value);
  return options;
}

void inspect(Inspector& db) {
  db.query_if_allowed(
      "SELECT schemaname, tablename, location, input_format, serialization_lib, serde_parameters, parameters FROM svv_external_tables", [&](Row& row) {
        auto schema = row.text();
        if (!db.catalog().find("schema." + schema)) return;
        auto t = make<ExternalTable>(external_table_kind, schema, row.text());
        t->location = row.text();
        t->stored_as.text = format_of(row.text());
        t->serde = row.text();
        t->serde_properties = json_options(row.text());
        t->properties = json_options(row.text());
        db.add(std::move(t));
      });
  db.query_if_allowed(
      "SELECT schemaname, tablename, columnname, external_type, part_key FROM svv_external_columns ORDER BY schemaname, tablename, columnnum", [&](Row& row) {
        auto schema = row.text();
        auto found = db.catalog().find(make_address(external_table_kind, schema, row.text(), nullptr));
        if (!found) return;
        auto& t = as<ExternalTable>(*found);
        ExternalColumn column{row.text(), {}};
        column.type.text = normal_external_type(row.text());
        (row.integer() > 0 ? t.partitions : t.columns).push_back(std::move(column));
      });
}

std::string columns_sql(const std::vector<ExternalColumn>& columns) {
  std::string out;
  for (auto& c : columns) out += (out.empty() ? "" : ", ") + identifier(c.name) + " " + c.type.text;
  return "(" + out + ")";
}

std::string options_sql(const Options& options) {
  std::string out;
  for (auto& [key, value] : options) out += (out.empty() ? "" : ", ") + literal(key) + " = " + literal(value);
  return "(" + out + ")";
}

std::string upper(std::string text) {
  for (char& c : text) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return text;
}

/// How many rows the catalog has on it, and on the column.
std::string found(const Resource& t, std::string_view column = {}) {
  auto where = fmt::format("schemaname = {} AND tablename = {}", literal(t.schema), literal(t.name));
  if (column.empty()) return "SELECT count(*) FROM svv_external_tables WHERE " + where;
  return fmt::format("SELECT count(*) FROM svv_external_columns WHERE {} AND columnname = {}", where, literal(column));
}

void create(const Creation& c, Script& out) {
  auto& t = as<ExternalTable>(c.resource);
  auto sql = fmt::format("CREATE EXTERNAL TABLE {} {}", qualified(t), columns_sql(t.columns));
  auto& s = alone(out.add(sql), fmt::format("({}) = 1", found(t)));
  if (!t.partitions.empty()) s << "\nPARTITIONED BY " << columns_sql(t.partitions);
  if (!t.serde.empty()) s << "\nROW FORMAT SERDE " << literal(t.serde);
  if (!t.serde.empty() && !t.serde_properties.empty()) s << "\nWITH SERDEPROPERTIES " << options_sql(t.serde_properties);
  s << "\nSTORED AS " << upper(t.stored_as.text) << "\nLOCATION " << literal(t.location);
  if (!t.properties.empty()) s << "\nTABLE PROPERTIES " << options_sql(t.properties);
}

std::string target(const Resource& r) { return "TABLE " + qualified(r); }

/// The files stay; the partitions that were added to it are forgotten.
void drop(const Resource& r, Script& out) {
  auto& s = alone(out.add("DROP TABLE " + qualified(r)), fmt::format("({}) = 0", found(r)));
  if (!as<ExternalTable>(r).partitions.empty()) s.hazard("RS104", "forgets its partitions, which must be added again");
}

bool same(const ExternalColumn& a, const ExternalColumn& b) { return a.name == b.name && a.type == b.type; }

bool alter(const Change& change, Script& out) {
  auto& from = as<ExternalTable>(change.from);
  auto& to = as<ExternalTable>(change.to);
  auto prefix = "ALTER TABLE " + qualified(to) + " ";
  if (change.has("column")) {
    bool longer = from.columns.size() < to.columns.size() && std::equal(from.columns.begin(), from.columns.end(), to.columns.begin(), same);
    if (!longer) return false;
    for (auto i = from.columns.size(); i < to.columns.size(); ++i)
      alone(out.add(fmt::format("{}ADD COLUMN {} {}", prefix, identifier(to.columns[i].name), to.columns[i].type.text)),
            fmt::format("({}) = 1", found(to, to.columns[i].name)));
  }
  if (change.has("location")) alone(out.add(prefix)) << "SET LOCATION " << literal(to.location);
  if (change.has("stored_as")) alone(out.add(prefix)) << "SET FILE FORMAT " << upper(to.stored_as.text);
  if (change.has("properties")) alone(out.add(prefix)) << "SET TABLE PROPERTIES " << options_sql(to.properties);
  return true;
}

/// The data catalog adds properties of its own, and classes that the format implies.
void prepare(Resource& r, const Resource* current, const Catalog&, Diagnostics&) {
  auto& t = as<ExternalTable>(r);
  for (auto list : {&t.columns, &t.partitions})
    for (auto& c : *list) c.type.text = normal_external_type(c.type.text);
  if (!current) return;
  auto& now = as<ExternalTable>(*current);
  auto contained = [](const Options& few, const Options& many) {
    return std::all_of(few.begin(), few.end(), [&](auto& option) {
      auto it = many.find(option.first);
      return it != many.end() && it->second == option.second;
    });
  };
  if (t.serde.empty()) t.serde = now.serde;
  if (contained(t.serde_properties, now.serde_properties)) t.serde_properties = now.serde_properties;
  if (contained(t.properties, now.properties)) t.properties = now.properties;
}

}  // namespace

extern const Support external_table_support;
const Support external_table_support = {
    .inspect = inspect,
    .render = {.create = create, .drop = drop, .alter = alter, .target = target},
    .prepare = prepare,
};

}  // namespace schema::redshift
