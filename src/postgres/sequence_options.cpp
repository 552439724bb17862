#include "postgres/sequence_options.hpp"

namespace schema::postgres {

namespace {

/// The defaults that CREATE SEQUENCE would take (manual: sql-createsequence).
struct Defaults {
  int64_t min_value, max_value, start;

  Defaults(std::string_view type, int64_t increment, std::optional<int64_t> min, std::optional<int64_t> max) {
    int64_t most = type == "smallint" ? INT16_MAX : type == "integer" ? INT32_MAX : INT64_MAX;
    min_value = increment > 0 ? 1 : -most - 1;
    max_value = increment > 0 ? most : -1;
    start = increment > 0 ? min.value_or(min_value) : max.value_or(max_value);
  }
};

std::optional<int64_t> unless(std::optional<int64_t> value, int64_t usual) {
  return value == usual ? std::nullopt : value;
}

/// One option as a clause: the value, or what takes it back to the default.
struct Clauses {
  std::string out;
  std::string set;  ///< "SET " for ALTER COLUMN, nothing for ALTER SEQUENCE

  void option(std::string_view word, std::optional<int64_t> from, std::optional<int64_t> to, std::string_view otherwise) {
    if (from == to) return;
    out += " " + set + (to ? fmt::format("{} {}", word, *to) : std::string(otherwise));
  }
};

template <class T>
std::string changed(const T& from, const T& to, std::string_view type, std::string set) {
  Defaults defaults(type, to.increment.value_or(1), to.min_value, to.max_value);
  Clauses c{{}, std::move(set)};
  c.option("INCREMENT BY", from.increment, to.increment, "INCREMENT BY 1");
  c.option("MINVALUE", from.min_value, to.min_value, "NO MINVALUE");
  c.option("MAXVALUE", from.max_value, to.max_value, "NO MAXVALUE");
  c.option("START WITH", from.start, to.start, fmt::format("START WITH {}", defaults.start));
  c.option("CACHE", from.cache, to.cache, "CACHE 1");
  if (from.cycle != to.cycle) c.out += " " + c.set + (to.cycle ? "CYCLE" : "NO CYCLE");
  return c.out;
}

}  // namespace

SequenceRow::SequenceRow(Row& row) {
  auto type_oid = row.oid();
  type = type_oid == 21 ? "smallint" : type_oid == 23 ? "integer" : "";
  start = row.optional_integer();
  auto step = row.optional_integer();
  auto min = row.optional_integer(), max = row.optional_integer();
  cache = unless(row.optional_integer(), 1);
  cycle = row.boolean();
  if (!start) return;
  Defaults plain(type, *step, {}, {});
  increment = unless(step, 1);
  min_value = unless(min, plain.min_value);
  max_value = unless(max, plain.max_value);
  start = unless(start, Defaults(type, *step, min, max).start);
}

Identity SequenceRow::identity(std::string generated) const {
  return {{std::move(generated)}, start, increment, min_value, max_value, cache, cycle};
}

std::string identity_options(const Identity& i) {
  auto options = changed(Identity{}, i, "bigint", "");
  return options.empty() ? "" : " (" + options.substr(1) + ")";
}

std::string set_identity_options(const Identity& from, const Identity& to) { return changed(from, to, "bigint", "SET "); }

std::string sequence_options(const Sequence& s) { return changed(Sequence{}, s, s.type.text, ""); }

std::string changed_sequence_options(const Sequence& from, const Sequence& to) {
  auto options = changed(from, to, to.type.text, "");
  bool retyped = from.type != to.type;
  return (retyped ? " AS " + (to.type.text.empty() ? "bigint" : to.type.text) : "") + options;
}

}  // namespace schema::postgres
