#include <map>

#include "model/literal.hpp"
#include "redshift/texts.hpp"
#include "sql/type_names.hpp"

namespace schema::redshift {

namespace {

/// "timestamp(3) with time zone" without its digits: Redshift keeps six of them always.
std::string without_digits(std::string_view type) {
  auto open = type.find('('), close = type.find(')');
  if (open == std::string_view::npos) return std::string(type);
  return std::string(type.substr(0, open)) + std::string(type.substr(close + 1));
}

}  // namespace

std::string normal_type(std::string_view canonical) {
  static const std::map<std::string_view, std::string_view> same = {
      {"text", "character varying(256)"},   {"character varying", "character varying(256)"}, {"character varying(max)", "character varying(65535)"},
      {"bpchar", "character(256)"},         {"character", "character(1)"},                   {"numeric", "numeric(18,0)"},
      {"binary varying", "binary varying(64000)"}};
  if (auto found = same.find(canonical); found != same.end()) return std::string(found->second);
  if (canonical.starts_with("time")) return without_digits(canonical);
  return std::string(canonical);
}

std::string instead_of_type(std::string_view type) {
  static const std::map<std::string_view, std::string_view> instead = {
      {"json", "super"},        {"jsonb", "super"},          {"uuid", "varchar(36)"},   {"bytea", "varbyte(n)"},   {"bit", "varbyte(n)"},
      {"bit varying", "varbyte(n)"}, {"money", "numeric(19, 2)"}, {"inet", "varchar(43)"}, {"cidr", "varchar(43)"}, {"macaddr", "varchar(17)"},
      {"xml", "varchar(65535)"}, {"hstore", "super"},         {"interval", "sql(\"interval day to second\")"}, {"point", "geometry"},
      {"polygon", "geometry"},  {"path", "geometry"},        {"line", "geometry"},      {"lseg", "geometry"},      {"box", "geometry"},
      {"circle", "geometry"},   {"name", "varchar(127)"},    {"oid", "bigint"},         {"tsvector", "varchar(65535)"}};
  if (type.ends_with("[]")) return "super";
  auto found = instead.find(type.substr(0, type.find('(')));
  return found == instead.end() ? std::string() : std::string(found->second);
}

std::string normal_external_type(std::string_view text) {
  static const std::map<std::string_view, std::string_view> same = {
      {"string", "character varying(65535)"}, {"varchar", "character varying(65535)"}, {"double", "double precision"}, {"tinyint", "tinyint"}, {"binary", "binary"}};
  if (auto found = same.find(text); found != same.end()) return std::string(found->second);
  return sql::canonical_type(text).value_or(std::string(text));
}

/// PostgreSQL prints a negative number as '-1'::integer, Redshift as -1.
std::string normal_default(std::string_view text) {
  std::string out(text);
  while (out.size() > 2 && out.front() == '(' && out.back() == ')' && out.find(')') == out.size() - 1) out = out.substr(1, out.size() - 2);
  if (out.starts_with('-')) return number_literal(out);
  constexpr std::string_view kOld = "::bpchar";
  if (out.ends_with(kOld)) out.replace(out.size() - kOld.size(), kOld.size(), "::character");
  return out;
}

}  // namespace schema::redshift
