#include "model/other_words.hpp"

#include <utility>

namespace schema {

namespace {

using Word = std::pair<std::string_view, std::string_view>;

constexpr Word kAttributes[] = {
    // Of columns.
    {"nullable", "a column is NOT NULL unless it says null = true"},
    {"not_null", "a column is NOT NULL unless it says null = true"},
    {"auto_increment", "write identity = by_default, or identity = always"},
    {"autoincrement", "write identity = by_default, or identity = always"},
    {"primary", "write primary_key { columns = [column.id] } in the table"},
    {"references", "write foreign_key { columns = [column.x], ref_columns = [table.y.column.id] } in the table"},
    {"length", "the length belongs to the type: type = varchar(20)"},
    {"size", "the length belongs to the type: type = varchar(20)"},
    {"precision", "it belongs to the type: type = numeric(10, 2)"},
    {"unsigned", "PostgreSQL has no unsigned types; check { expr = \"x >= 0\" } in the table says it"},
    {"charset", "an encoding belongs to the database, not to a column"},
    {"collation", "write collate = \"de_DE\""},
    // Of tables and others.
    {"renamed_from", "write moved { from = table.old, to = table.new } beside it"},
    {"count", "write for_each = range(3), or a list, set or map"},
    {"lifecycle", "nothing is to be said: see policy in schema.hcl for what a plan may lose"},
    {"engine", "PostgreSQL has no storage engines; access_method is the nearest"},
    {"if_not_exists", "nothing is to be said: a plan creates what is missing"},
    {"or_replace", "nothing is to be said: a plan replaces what is different"},
    // Of roles.
    {"member_of", "write membership { role = role.reader }, a block for each"},
};

constexpr Word kBlocks[] = {
    {"constraint", "write primary_key, unique, foreign_key, check or exclude"},
    {"grant", "write permission { to = \"role\", privileges = [select] } in the object's block"},
    {"user", "write role \"name\" { login = true }"},
    {"group", "write role \"name\" {}"},
    {"type", "write enum, composite, domain or range"},
    {"database", "the database is named by url in schema.hcl; schema \"name\" {} is a schema in it"},
    {"data", "rows are no part of a schema; a data source has two labels: data \"sql\" \"name\" { ... }"},
    {"resource", "blocks are named by their kind: table \"x\" { ... }"},
    {"provider", "databases are named in schema.hcl: env \"x\" { url = \"postgres://...\" }"},
    {"terraform", "there is nothing like it; schema.hcl is the project file"},
    {"env", "environments belong into schema.hcl, the project file"},
    {"atlas", "it belongs to another tool's project file; here it is schema.hcl, with env blocks"},
    {"lint", "it belongs to another tool's project file; here it is schema.hcl, with env blocks"},
    {"diff", "it belongs to another tool's project file; here it is schema.hcl, with env blocks"},
    {"docker", "no container is needed: a scratch server is started by itself, or named by dev in schema.hcl"},
    {"dev", "dev is an attribute of env in schema.hcl"},
};

template <size_t size>
std::string_view find(const Word (&words)[size], std::string_view word) {
  for (auto& [known, help] : words)
    if (known == word) return help;
  return {};
}

}  // namespace

std::string_view said_otherwise(std::string_view word) { return find(kAttributes, word); }

std::string_view block_said_otherwise(std::string_view word) {
  auto help = find(kBlocks, word);
  return help.empty() ? find(kAttributes, word) : help;
}

}  // namespace schema
