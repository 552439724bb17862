#include "model/type_value.hpp"

#include <algorithm>

#include "lang/nodes.hpp"
#include "sql/quote.hpp"
#include "sql/type_names.hpp"

namespace schema {

using lang::Value;

namespace {

/// What other databases and languages call a type.
std::string_view meant_type(std::string_view name) {
  static constexpr std::pair<std::string_view, std::string_view> kNames[] = {
      {"string", "text"},          {"str", "text"},      {"longtext", "text"},   {"mediumtext", "text"},
      {"clob", "text"},            {"nvarchar", "varchar"}, {"datetime", "timestamptz"}, {"datetime2", "timestamptz"},
      {"blob", "bytea"},           {"binary", "bytea"},  {"varbinary", "bytea"}, {"tinyint", "smallint"},
      {"mediumint", "integer"},    {"int32", "integer"}, {"int64", "bigint"},    {"long", "bigint"},
      {"double", "double_precision"}, {"float64", "double_precision"}, {"float32", "real"}, {"number", "numeric"},
      {"guid", "uuid"},            {"object", "jsonb"},  {"list", "text[]"},     {"enum", "enum.name"},
  };
  for (auto& [known, meant] : kNames)
    if (known == name) return meant;
  return {};
}

void unknown_type(const Value& v, std::string_view name, Diagnostics& out) {
  auto meant = meant_type(name);
  auto near = meant.empty() ? did_you_mean(name, sql::type_words()) : fmt::format("it is called {} here", meant);
  if (sql::serial_base(name))
    near = "an auto-incremented column is `type = integer, identity = by_default`; a sequence and a default also work";
  out.error("unknown-type", v.where, fmt::format("there is no type \"{}\"", name),
            near.empty() ? fmt::format("a type of an extension or of your own: enum.name, domain.name, or sql(\"{}\")", name)
                         : near);
}

/// Types of extensions that are as well known as the built-in ones: they need no sql("...").
bool is_extension_type(const sql::TypeSpec& spec) {
  static constexpr std::string_view kNames[] = {"hstore", "citext", "ltree", "geometry", "geography", "vector"};
  return spec.args.empty() && std::find(std::begin(kNames), std::end(kNames), spec.name) != std::end(kNames);
}

std::vector<std::string> type_args(const lang::TypeCall& call) {
  std::vector<std::string> args;
  for (auto& a : call.args) {
    if (auto n = a.as_number()) args.push_back(n->text);
    if (auto t = a.as_text()) args.push_back(t->text);
  }
  return args;
}

}  // namespace

void decode_type(const Value& v, const Field& f, void* member, Diagnostics& out) {
  auto& type = *static_cast<Type*>(member);
  type = Type{};
  type.where = v.where;
  auto builtin = [&](const sql::TypeSpec& spec) {
    auto text = sql::canonical_type(spec);
    if (!text) text = sql::redshift_type(spec);
    if (!text && is_extension_type(spec)) text = spec.name;
    if (!text) return unknown_type(v, spec.name, out);
    if (auto error = sql::type_argument_error(spec)) out.error("wrong-type-arguments", v.where, *error);
    type.text = *text;
  };
  if (auto array = v.as_array_of()) {
    decode_type(*array->element, f, member, out);
    type.array = true;
    if (!type.text.empty() && !type.text.ends_with("[]")) type.text += "[]";
  } else if (auto symbol = v.as_symbol()) {
    if (symbol->path.size() == 1) return builtin({symbol->path[0], {}, false});
    type.named = Ref{symbol->path, {}, nullptr, v.where};
  } else if (auto call = v.as_type_call()) {
    builtin({call->name, type_args(*call), false});
  } else if (auto raw = v.as_raw_sql()) {
    type.text = sql::canonical_type(raw->text.text).value_or(raw->text.text);
  } else {
    auto text = v.as_text();
    bool known = text && sql::canonical_type(text->text);
    out.error("wrong-type", v.where, fmt::format("\"{}\" must be a type, not {}", f.name, lang::describe(v)),
              known ? fmt::format("write {} = {}, without quotes", f.name, text->text)
                    : "for example: bigint, varchar(20), text[], enum.status, sql(\"ltree\")");
  }
}

bool is_companion(const Type& type) {
  auto named = type.named.to;
  if (!named || !named->kind->brings_type) return false;
  return type.text == spelled(type, named->schema, true) || type.text == spelled(type, "", true);
}

std::string spelled(const Type& type, std::string_view own_schema, bool companion) {
  auto& named = *type.named.to;
  auto text = sql::quote_qualified(named.schema == own_schema ? "" : named.schema,
                                   companion ? named.kind->brings_type(named) : named.name);
  return type.array ? text + "[]" : text;
}

Value encode_type(const Type& type) {
  if (!type.named.empty() && !is_companion(type)) {
    auto named = encode_ref(type.named);
    return type.array ? Value(lang::ArrayOf{std::make_shared<Value>(std::move(named))}) : named;
  }
  auto written = sql::written_type(type.text);
  if (written.empty()) return Value(lang::RawSql{{type.text, nullptr, {}}});
  return Value(lang::Symbol{{written}});
}

std::vector<std::string> split_address(std::string_view address) {
  std::vector<std::string> parts(1);
  bool quoted = false;
  int depth = 0;  // a routine's argument types may hold dots
  for (size_t i = 0; i < address.size(); ++i) {
    char c = address[i];
    if (c == '"' && depth == 0) {
      if (quoted && i + 1 < address.size() && address[i + 1] == '"')
        parts.back() += address[++i];
      else
        quoted = !quoted;
    } else if (c == '.' && !quoted && depth == 0) {
      parts.emplace_back();
    } else {
      if (!quoted) depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      parts.back() += c;
    }
  }
  return parts;
}

}  // namespace schema
