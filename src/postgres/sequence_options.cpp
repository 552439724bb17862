#include "postgres/sequence_options.hpp"

namespace schema::postgres {

namespace {

/// Options as clauses, each with a space before it.
struct Clauses {
  std::string out;
  std::string_view set;  ///< "SET " for ALTER COLUMN, nothing for ALTER SEQUENCE

  void add(std::string_view clause) { out += fmt::format(" {}{}", set, clause); }
  void number(std::string_view word, int64_t value) { add(fmt::format("{} {}", word, value)); }
  void limit(std::string_view word, int64_t value, bool none) {
    if (none) return add(fmt::format("NO {}", word));
    number(word, value);
  }
};

/// What takes `from` to `to`. The server checks the start against the limits, and a new increment moves neither: every
/// number that comes out different is stated. A new type moves a limit that is the old type's own, even to where the
/// direction does not ask for it, so that both limits are then stated as numbers.
template <class T>
std::string changed(const T& from, std::string_view from_type, const T& to, std::string_view to_type,
                    std::string_view set) {
  auto old = sequence_numbers(from, from_type), now = sequence_numbers(to, to_type);
  bool retyped = from_type != to_type;
  Clauses c{{}, set};
  if (old.increment != now.increment) c.number("INCREMENT BY", now.increment);
  if (retyped || old.min_value != now.min_value) c.limit("MINVALUE", now.min_value, !retyped && !to.min_value);
  if (retyped || old.max_value != now.max_value) c.limit("MAXVALUE", now.max_value, !retyped && !to.max_value);
  if (old.start != now.start) c.number("START WITH", now.start);
  if (old.cache != now.cache) c.number("CACHE", now.cache);
  if (from.cycle != to.cycle) c.add(to.cycle ? "CYCLE" : "NO CYCLE");
  return c.out;
}

/// The options of a new one: those that are set.
template <class T>
std::string stated(const T& options) {
  Clauses c;
  auto number = [&](std::string_view word, std::optional<int64_t> value) {
    if (value) c.number(word, *value);
  };
  number("INCREMENT BY", options.increment);
  number("MINVALUE", options.min_value);
  number("MAXVALUE", options.max_value);
  number("START WITH", options.start);
  number("CACHE", options.cache);
  if (options.cycle) c.add("CYCLE");
  return c.out;
}

}  // namespace

SequenceRow::SequenceRow(Row& row) {
  auto type_oid = row.oid();
  type = type_oid == 21 ? "smallint" : type_oid == 23 ? "integer" : "";
  start = row.optional_integer();
  increment = row.optional_integer();
  min_value = row.optional_integer();
  max_value = row.optional_integer();
  cache = row.optional_integer();
  cycle = row.boolean();
  unset_usual_numbers(*this, type);
}

void SequenceRow::fill(Sequence& s) const {
  s.type.text = type;
  s.start = start;
  s.increment = increment;
  s.min_value = min_value;
  s.max_value = max_value;
  s.cache = cache;
  s.cycle = cycle;
}

Identity SequenceRow::identity(std::string generated) const {
  return {{std::move(generated)}, start, increment, min_value, max_value, cache, cycle};
}

std::string identity_options(const Identity& i, const std::string& name) {
  auto options = (name.empty() ? "" : " SEQUENCE NAME " + name) + stated(i);
  return options.empty() ? "" : " (" + options.substr(1) + ")";
}

/// The sequence's type follows the column's by itself, with the limits that come from it.
std::string set_identity_options(const Identity& from, const Identity& to) { return changed(from, "", to, "", "SET "); }

std::string sequence_options(const Sequence& s) { return stated(s); }

std::string changed_sequence_options(const Sequence& from, const Sequence& to) {
  auto options = changed(from, from.type.text, to, to.type.text, "");
  bool retyped = from.type != to.type;
  return (retyped ? " AS " + (to.type.text.empty() ? "bigint" : to.type.text) : "") + options;
}

}  // namespace schema::postgres
