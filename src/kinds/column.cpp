#include "kinds/column.hpp"

#include "kinds/composite.hpp"
#include "kinds/inherit.hpp"
#include "kinds/sequence.hpp"
#include "kinds/type.hpp"
#include "model/literal.hpp"
#include "sql/lex.hpp"

namespace schema {

namespace {
constexpr std::string_view kGenerated[] = {"always", "by default"};
constexpr std::string_view kStoredAs[] = {"stored", "virtual"};
constexpr std::string_view kStorage[] = {"plain", "external", "extended", "main"};
constexpr std::string_view kCompression[] = {"pglz", "lz4"};
constexpr std::string_view kEncodings[] = {"raw",      "az64",     "bytedict",  "delta",   "delta32k", "lzo", "mostly8",
                                           "mostly16", "mostly32", "runlength", "text255", "text32k",  "zstd"};
constexpr std::string_view kParents[] = {"table", "foreign_table"};
constexpr std::string_view kDefaultParents[] = {"column", "view_column"};
}  // namespace

std::span<const Field> Identity::fields() {
  static const Field all[] = {
      FIELD(Identity, generated)("generated", "Whether INSERT may give a value: always (no) or by_default (yes).",
                                 {.required = true, .words = kGenerated}),
      FIELD(Identity, start)("start", "The first value.", {.example = "start = 1000"}),
      FIELD(Identity, increment)("increment", "What is added for the next value.", {.example = "increment = 10"}),
      FIELD(Identity, min_value)("min_value", "The least value."),
      FIELD(Identity, max_value)("max_value", "The greatest value."),
      FIELD(Identity, cache)("cache", "How many values a session takes at once."),
      FIELD(Identity, cycle)("cycle", "Whether it starts again at the other end."),
  };
  return all;
}

std::span<const Field> Generated::fields() {
  static const Field all[] = {
      FIELD(Generated, expr)("expr", "The expression, over the row's other columns.",
                             {.required = true, .sql = SqlContext::expression, .example = "expr = \"price * amount\""}),
      FIELD(Generated, type)("type", "stored (computed when written) or virtual (when read).",
                             {.words = kStoredAs, .since = 180000}),
  };
  return all;
}

namespace {
constexpr std::string_view kFollows[] = {"type", "collate"};

const Field kFields[] = {
    FIELD(Column, type)("type", "The type of its values.",
                        {.required = true, .releases = true, .example = "type = varchar(20)"}),
    FIELD(Column, null)("null", "Whether NULL is allowed (false if not given)."),
    FIELD(Column, collate)("collate", "The collation, where that is not the type's own.",
                           {.releases = true, .space = "collation", .example = "collate = \"C\""}),
    FIELD(Column, identity)("identity", "Filled from a sequence of its own.", {.example = "identity = always"}),
    FIELD(Column, generated)("as", "Computed from the row's other columns.",
                             {.on_change = OnChange::alter, .example = "as = \"price * amount\""}),
    FIELD(Column, storage)("storage", "How long values are stored: plain, external, extended or main.",
                           {.words = kStorage}),
    FIELD(Column, type_storage)("type_storage", "What storage the type has by itself.",
                                {.on_change = OnChange::ignore, .hidden = true}),
    FIELD(Column, compression)("compression", "How long values are compressed: pglz or lz4.",
                               {.words = kCompression, .since = 140000}),
    FIELD(Column, statistics)("statistics", "How detailed ANALYZE is, from 0 to 10000.",
                              {.example = "statistics = 1000"}),
    FIELD(Column, options)("options", "n_distinct and n_distinct_inherited.",
                           {.example = "options = { n_distinct = -0.5 }"}),
    FIELD(Column, foreign_options)("foreign_options", "Of a foreign table's column: what the wrapper is told.",
                                   {.example = "foreign_options = { column_name = \"no\" }"}),
    FIELD(Column, inherited)(
        "inherited",
        "Whether the table has it from a parent table and does not state it by itself. Such a column is "
        "only written where something about it is not as in the parent.",
        {.on_change = OnChange::ignore}),
    FIELD(Column, encode)("encode", "How its values are compressed (as the server chose, if not given).",
                          {.keeps = true, .words = kEncodings, .backend = "redshift", .example = "encode = zstd"}),
    FIELD(Column, encode_found)("encode_found", "How they are compressed, whoever chose it.",
                                {.on_change = OnChange::ignore, .hidden = true}),
    FIELD(Column, sequence_name)(
        "sequence_name",
        "What the sequence behind a new identity is called, where that is not table_column_seq. One "
        "that is there keeps its name.",
        {.on_change = OnChange::ignore, .example = "sequence_name = \"ticket_numbers\""}),
    FIELD(Column, identity_sequence)("identity_sequence", "The sequence behind it.",
                                     {.on_change = OnChange::ignore, .hidden = true}),
    FIELD(Column, convert)(
        "using",
        "How values become those of a new type, where a cast does not do or says something else: an "
        "expression over the old row. It counts when the type changes, or is made anew (an enum that loses a value).",
        {.on_change = OnChange::guides,
         .sql = SqlContext::expression,
         .example = "using = \"extract(epoch FROM started)::bigint\""}),
    FIELD(Column, backfill)("backfill",
                            "What rows get that have no value: a literal, or sql(\"...\") over the row's other "
                            "columns, also those that this change takes away. It counts when the column is added to a "
                            "table, or becomes NOT NULL.",
                            {.on_change = OnChange::guides,
                             .sql = SqlContext::expression,
                             .literal = true,
                             .example = "backfill = sql(\"lower(name)\")"}),
    FIELD(Column, position)("position", "Its place in the table.", {.on_change = OnChange::ignore, .hidden = true}),
};

const Field kDefaultFields[] = {
    FIELD(ColumnDefault, expr)(
        "default", "The value of a row that states none: a literal, or sql(\"...\").",
        {.required = true, .sql = SqlContext::expression, .literal = true, .example = "default = sql(\"now()\")"}),
};

/// An identity column is NOT NULL whatever a file says (manual: sql-createtable).
void finish(Resource& r) {
  auto& column = as<Column>(r);
  literal_to_sql(column.backfill, column.type);
  if (!column.identity) return;
  column.null = false;
  unset_usual_numbers(*column.identity, column.type.text);
}

const TypeDefinition* definition_of(const Resource* type) {
  if (!type) return nullptr;
  for (auto child : type->children)
    if (auto definition = is<TypeDefinition>(child)) return definition;
  return nullptr;
}

/// A type that gets another storage leaves the columns that have it as they are: each gets it by itself.
void settle(Resource& r, const Catalog& database) {
  auto& column = as<Column>(r);
  auto definition = column.storage.empty() && !column.type.array ? definition_of(column.type.named.to) : nullptr;
  auto now = definition ? is<Column>(database.find(column.address)) : nullptr;
  auto before = definition ? is<TypeDefinition>(database.find(definition->address)) : nullptr;
  if (now && before && now->type.named == column.type.named && before->storage != definition->storage)
    column.storage = definition->storage;
}

std::string identity_sequence(const Resource& r) {
  auto& column = as<Column>(r);
  if (!column.identity) return {};
  if (!column.identity_sequence.empty()) return column.identity_sequence;
  return column.sequence_name.empty() ? usual_sequence_name(r) : column.sequence_name;
}

/// A typed table's column, if it is just what the type says.
bool is_attribute(const Column& column) {
  auto table = is<Table>(column.parent);
  auto composite = table ? is<Composite>(table->of.to) : nullptr;
  if (!composite || !column.null || column.identity || column.generated) return false;
  for (auto& attribute : composite->attributes)
    if (attribute.name == column.name) return attribute.type == column.type && attribute.collate == column.collate;
  return false;
}

/// Whether it is what the parent table's column makes of it.
bool is_as_inherited(const Column& column) {
  auto model = is<Column>(inherited_from(column));
  if (!column.inherited || !model || column.identity) return false;
  bool same_type = column.type == model->type || (!column.type.named.empty() && column.type.named == model->type.named);
  auto own = default_of(column), its = default_of(*model);
  return same_type && column.null == model->null && column.collate == model->collate &&
         FieldTypeOf<Boxed<Generated>>::value.equal(&column.generated, &model->generated) &&
         (own && its ? *own == *its : own == its);
}

bool is_implied(const Resource& r) {
  auto& column = as<Column>(r);
  if (r.comment || column.statistics || !column.options.empty()) return false;
  auto is_default = [](const Resource* child) { return is<ColumnDefault>(child) != nullptr; };
  if (!std::all_of(r.children.begin(), r.children.end(), is_default)) return false;
  auto model = is<Column>(inherited_from(r));
  Word none;
  if (column.storage != (model ? model->storage : none) || column.compression != (model ? model->compression : none))
    return false;
  return is_as_inherited(column) || (r.children.empty() && is_attribute(column));
}

void finish_default(Resource& r) {
  auto& column = *r.parent;
  literal_to_sql(as<ColumnDefault>(r).expr, column.kind->name == "column" ? as<Column>(column).type : Type{});
}

}  // namespace

bool has_backfill(const Column& c) { return !c.backfill.empty() && !c.generated && is<Table>(c.parent); }

std::string with_backfill(const Column* old, const Column& column, const std::string& kept) {
  if (!has_backfill(column)) return kept;
  auto value = sql::closed(column.backfill.text);
  if (!old) return value;
  return old->null && !column.null ? fmt::format("coalesce({}, {})", kept, value) : kept;
}

std::string usual_sequence_name(const Resource& column) {
  return constraint_name(column.parent->name, {{column.name, {}}}, "seq");
}

extern const Kind column_kind;
const Kind column_kind = {
    .name = "column",
    .keyword = "column",
    .doc = "A column of a table.",
    .manual = "sql-createtable",
    .scope = Scope::child,
    .parents = kParents,
    .fields = kFields,
    .make = [] { return std::unique_ptr<Resource>(new Column); },
    .brings_relation = identity_sequence,
    .has_labels = true,
    .finish = finish,
    .implied = is_implied,
    .leader = parent_leader,
    .is_column = true,
    .shape = true,
    .folds = true,
    .follows = kFollows,
    .privileges = "select insert update references",
    .settle = settle,
};

extern const Kind column_default_kind;
const Kind column_default_kind = {
    .name = "column_default",
    .keyword = "default",
    .doc = "What a new row has in a column that INSERT does not name.",
    .manual = "ddl-default",
    .scope = Scope::child,
    .parents = kDefaultParents,
    .fields = kDefaultFields,
    .make = [] { return std::unique_ptr<Resource>(new ColumnDefault); },
    .has_comment = false,
    .attribute = "default",
    .finish = finish_default,
    .folds = true,
};

}  // namespace schema
