#include "kinds/schema.hpp"

#include "redshift/support.hpp"
#include "text/json.hpp"

namespace schema {
extern const Kind schema_kind;
}

namespace schema::redshift {

namespace {

/// pg_external_schema.eskind; beyond 3 the manual does not number them.
constexpr std::string_view kSources[] = {"", "data_catalog", "hive_metastore", "postgres", "mysql", "kinesis", "msk", "kafka", "redshift"};

struct SourceOption {
  std::string_view word;
  std::string ExternalSource::*member;
};
/// In the order of the manual.
constexpr SourceOption kOptions[] = {
    {"DATABASE", &ExternalSource::database},
    {"SCHEMA", &ExternalSource::schema},
    {"REGION", &ExternalSource::region},
    {"IAM_ROLE", &ExternalSource::iam_role},
    {"AUTHENTICATION", &ExternalSource::authentication},
    {"SECRET_ARN", &ExternalSource::secret_arn},
    {"URI", &ExternalSource::uri},
    {"CLUSTER_ARN", &ExternalSource::cluster_arn},
    {"CATALOG_ROLE", &ExternalSource::catalog_role},
    {"CATALOG_ID", &ExternalSource::catalog_id},
};

void read_options(ExternalSource& source, const std::string& text) {
  auto options = parse_json(text);
  if (!options.is_object()) return;
  for (auto& [word, member] : kOptions)
    if (auto it = options.find(word); it != options.end() && it->is_string()) source.*member = it->get<std::string>();
  if (auto it = options.find("PORT"); it != options.end()) source.port = std::atoll((it->is_string() ? it->get<std::string>() : json_line(*it)).c_str());
}

void inspect_external(Inspector& db) {
  db.query("SELECT esoid, eskind, esdbname, esoptions FROM pg_external_schema", [&](Row& row) {
    auto found = db.find(Class::schema, row.oid());
    if (!found) return;
    auto& source = as<Schema>(*found).external.emplace();
    auto number = static_cast<size_t>(row.integer());
    source.source = number < std::size(kSources) ? kSources[number] : "";
    source.database = row.text();
    read_options(source, row.text());
  });
}

void inspect_schemas(Inspector& db) {
  db.query(R"(
    SELECT n.oid, n.nspname, pg_get_userbyid(n.nspowner), d.description
      FROM pg_namespace n LEFT JOIN pg_description d ON d.classoid = 2615 AND d.objoid = n.oid
     WHERE $user ORDER BY n.nspname)",
           [&](Row& row) {
             auto oid = row.oid();
             auto s = make<Schema>(schema_kind, "", row.text());
             s->owner = row.text();
             s->comment = row.optional_text();
             db.add(std::move(s), Class::schema, oid);
           });
  db.query_if_allowed("SELECT schema_id, quota FROM svv_schema_quota_state WHERE quota IS NOT NULL", [&](Row& row) {
    if (auto found = db.find(Class::schema, row.oid())) as<Schema>(*found).quota = row.optional_integer();
  });
  inspect_external(db);
}

std::string target(const Resource& r) { return "SCHEMA " + identifier(r.name); }

/// "data_catalog" is DATA CATALOG in SQL.
std::string source_words(std::string text) {
  for (char& c : text) c = c == '_' ? ' ' : static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return text;
}

std::string option_value(std::string_view word, const std::string& value) {
  if (word == "IAM_ROLE" && value == "default") return value;
  return word == "AUTHENTICATION" ? source_words(value) : literal(value);
}

void create_external(const Schema& s, Script& out) {
  auto& statement = out.add(fmt::format("CREATE EXTERNAL {} FROM {}", target(s), source_words(s.external->source)));
  for (auto& [word, member] : kOptions) {
    auto& value = (*s.external).*member;
    if (!value.empty()) statement << fmt::format("\n  {} {}", word, option_value(word, value));
    if (word == "URI" && s.external->port) statement << fmt::format(" PORT {}", *s.external->port);
  }
}

void create(const Creation& c, Script& out) {
  auto& s = as<Schema>(c.resource);
  if (s.external) return create_external(s, out);
  auto& statement = out.add(fmt::format("CREATE SCHEMA {}{}", s.name == "public" ? "IF NOT EXISTS " : "", identifier(s.name)));
  if (s.quota) statement << fmt::format(" QUOTA {} MB", *s.quota);
}

void drop(const Resource& r, Script& out) {
  auto& s = out.add("DROP " + target(r)).locks(Lock::access_exclusive);
  if (!as<Schema>(r).external) s.hazard("DS101", "drops the schema and what is in it", true);
}

bool alter(const Change& change, Script& out) {
  auto& to = as<Schema>(change.to);
  if (change.has("quota")) out.add("ALTER " + target(to) + " QUOTA ") << (to.quota ? fmt::format("{} MB", *to.quota) : "UNLIMITED");
  return true;
}

void rename(const Resource& from, std::string_view to, Script& out) {
  out.add(fmt::format("ALTER {} RENAME TO {}", target(from), identifier(to))).locks(Lock::access_exclusive);
}

void prepare(Resource& r, const Resource*, const Catalog&, Diagnostics& out) {
  auto& s = as<Schema>(r);
  if (!s.external) return;
  auto& source = s.external->source;
  for (char& c : source) c = c == ' ' ? '_' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  if (std::find(std::begin(kSources) + 1, std::end(kSources), source) == std::end(kSources))
    out.error("unknown-word", r.where, fmt::format("{}: there is no source \"{}\"", r.address, source),
              "one of: data_catalog, hive_metastore, postgres, mysql, kinesis, msk, kafka, redshift");
}

}  // namespace

extern const Support schema_support;
const Support schema_support = {
    .inspect = inspect_schemas,
    .render = {.create = create, .drop = drop, .alter = alter, .target = target, .rename = rename},
    .prepare = prepare,
};

}  // namespace schema::redshift
