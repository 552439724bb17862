#include "kinds/column.hpp"
#include "kinds/constraint.hpp"
#include "kinds/sequence.hpp"
#include "lint/families.hpp"
#include "sql/type_names.hpp"

namespace schema::lint {

namespace {

std::string base_type(const Column& column) {
  std::string text(sql::without_type_arguments(column.type.text));
  return text.ends_with("[]") ? text.substr(0, text.size() - 2) : text;
}

/// A rule that is one type and why it is not the one that is wanted.
template <const char* type, const char* message>
void is_type(const Resource& r, const Scene&, Found& found) {
  auto& column = as<Column>(r);
  if (base_type(column) == type) found.add(r, message, column.type.where);
}

constexpr char kTimestamp[] = "timestamp without time zone";
constexpr char kTimestampSays[] = "timestamp does not say which moment it means: use timestamptz";
constexpr char kTimetz[] = "time with time zone";
constexpr char kTimetzSays[] = "a time of day with an offset means no moment: use timestamptz, or time";
constexpr char kChar[] = "character";
constexpr char kCharSays[] = "char(n) pads with blanks: use text, with a check of its length";
constexpr char kMoney[] = "money";
constexpr char kMoneySays[] = "money depends on the server's lc_monetary: use numeric, with the currency beside it";
constexpr char kJson[] = "json";
constexpr char kJsonSays[] = "json is parsed at every use and has no equality: use jsonb";
constexpr char kVarchar[] = "character varying";
constexpr char kVarcharSays[] = "a shorter varchar later needs a rewrite: use text, with a check of its length";

void serial(const Resource& r, const Scene&, Found& found) {
  auto column = is<Column>(as<SequenceOwner>(r).owned_by.to);
  if (!column) return;
  auto is_default = [](const Resource* child) {
    auto value = is<ColumnDefault>(child);
    return value && value->expr.text.find("nextval(") != std::string::npos;
  };
  if (std::any_of(column->children.begin(), column->children.end(), is_default))
    found.add(*column, "a serial column has a sequence with rights and a default of its own: use identity");
}

void small_key(const Resource& r, const Scene&, Found& found) {
  auto& columns = as<PrimaryKey>(r).columns;
  for (auto child : r.parent->children) {
    auto column = is<Column>(child);
    if (!column || columns.size() != 1 || column->name != columns[0].name) continue;
    auto type = base_type(*column);
    if (column->identity && (type == "integer" || type == "smallint"))
      found.add(*column, fmt::format("numbers of type {} come to an end: use bigint", type), column->type.where);
  }
}

#define WITH_COLUMN(type)                                  \
  "schema \"app\" {}\n"                                    \
  "table \"call\" {\n"                                     \
  "  column \"id\" { type = bigint, identity = always }\n" \
  "  column \"x\"  { type = " type                         \
  " }\n"                                                   \
  "  primary_key { columns = [column.id] }\n"              \
  "}\n"

#define HERE_COLUMN(type)                                  \
  "schema \"app\" {}\n"                                    \
  "table \"call\" {\n"                                     \
  "  column \"id\" { type = bigint, identity = always }\n" \
  "  column \"x\"  { type = " type                         \
  " } # here\n"                                            \
  "  primary_key { columns = [column.id] }\n"              \
  "}\n"

const Rule kRules[] = {
    {.code = "TY101",
     .title = "A timestamp without time zone",
     .doc = "It holds what a clock on a wall showed, not a moment: two of them cannot be compared across zones or over "
            "the end "
            "of summer time. `timestamptz` takes the same room and is shown in the zone of who reads it.",
     .example = {.bad = HERE_COLUMN("timestamp"), .good = WITH_COLUMN("timestamptz")},
     .kinds = "column",
     .resource = is_type<kTimestamp, kTimestampSays>},
    {.code = "TY102",
     .title = "A serial column",
     .doc = "`serial` is a sequence, its ownership and a default, each with a life of its own: rights must be given "
            "twice, and INSERT can write any number past it. `identity` is the standard's way and has none of this.",
     .example = {.bad = R"hcl(schema "app"       {}
sequence "call_id" { owner_column = table.call.column.id }
table "call" {
  column "id" { type = bigint, default = sql("nextval('call_id')") } # here
  primary_key { columns = [column.id] }
}
)hcl",
                 .good = R"(schema "app" {}
table "call" {
  column "id" { type = bigint, identity = always }
  primary_key { columns = [column.id] }
}
)"},
     .kinds = "sequence_owner",
     .resource = serial},
    {.code = "TY103",
     .title = "char(n)",
     .doc =
         "Values are filled with blanks up to n, which count in some comparisons and not in others. It saves nothing: "
         "`text` is as "
         "fast and as small.",
     .example = {.bad = HERE_COLUMN("char(2)"), .good = WITH_COLUMN("text")},
     .kinds = "column",
     .resource = is_type<kChar, kCharSays>},
    {.code = "TY104",
     .title = "money",
     .doc = "Its unit and its number of digits are those of the server's `lc_monetary`: the same value is shown as "
            "dollars here and "
            "as yen there.",
     .example = {.bad = HERE_COLUMN("money"), .good = WITH_COLUMN("numeric(12, 2)")},
     .kinds = "column",
     .resource = is_type<kMoney, kMoneySays>},
    {.code = "TY105",
     .title = "json",
     .doc =
         "It is kept as text. There is no equality, so that `DISTINCT` and `GROUP BY` over it fail, and no index. Only "
         "where the text itself matters (its order of keys, its blanks) it is the right one.",
     .example = {.bad = HERE_COLUMN("json"), .good = WITH_COLUMN("jsonb")},
     .kinds = "column",
     .resource = is_type<kJson, kJsonSays>},
    {.code = "TY106",
     .title = "A time of day with time zone",
     .doc =
         "Without a date nobody knows which offset a zone has, so it keeps a bare offset. PostgreSQL's manual advises "
         "against it.",
     .example = {.bad = HERE_COLUMN("timetz"), .good = WITH_COLUMN("time")},
     .kinds = "column",
     .resource = is_type<kTimetz, kTimetzSays>},
    {.code = "TY107",
     .title = "A key that comes to an end",
     .level = Level::off,
     .doc = "An integer ends at 2,147,483,647; changing it to bigint by then rewrites the table and all that refer to "
            "it. Off unless the policy turns it on.",
     .example = {.bad = R"(schema "app" {}
table "call" {
  column "id" { type = integer, identity = always } # here
  primary_key { columns = [column.id] }
}
)",
                 .good = R"(schema "app" {}
table "call" {
  column "id" { type = bigint, identity = always }
  primary_key { columns = [column.id] }
}
)"},
     .kinds = "primary_key",
     .resource = small_key},
    {.code = "TY108",
     .title = "varchar",
     .level = Level::off,
     .doc = "`text` is as fast and as small, and a check of its length can be changed without rewriting the table. Off "
            "unless the "
            "policy turns it on.",
     .example = {.bad = HERE_COLUMN("varchar(20)"), .good = WITH_COLUMN("text")},
     .kinds = "column",
     .resource = is_type<kVarchar, kVarcharSays>},
};

#undef WITH_COLUMN
#undef HERE_COLUMN

}  // namespace

Family type_rules() { return {"Types", kRules, "postgres"}; }

}  // namespace schema::lint
