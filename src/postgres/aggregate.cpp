#include "kinds/aggregate.hpp"

#include "postgres/support.hpp"

namespace schema {
extern const Kind aggregate_kind;
}

namespace schema::postgres {

namespace {

constexpr std::string_view kModify[] = {"read only", "shareable", "read write"};

std::string modify_word(std::string_view letter) {
  return std::string(letter == "r" ? kModify[0] : letter == "s" ? kModify[1] : kModify[2]);
}

/// The name of a support function, without the schema where that is pg_catalog or the own one.
std::string name_columns(std::string_view oid) {
  return fmt::format(
      "(SELECT nullif(nullif(pn.nspname, 'pg_catalog'), n.nspname) FROM pg_proc p2 JOIN pg_namespace pn ON pn.oid = "
      "p2.pronamespace "
      "WHERE p2.oid = {0}), (SELECT p2.proname FROM pg_proc p2 WHERE p2.oid = {0})",
      oid);
}

std::vector<Argument> read_arguments(Inspector& db, Row& row) {
  auto names = row.list(), modes = row.list(), texts = row.list(), oids = row.list();
  std::vector<Argument> args;
  for (size_t i = 0; i < texts.size(); ++i) {
    Argument a;
    if (i < names.size()) a.name = names[i];
    a.type = db.type(texts[i], static_cast<Oid>(std::stoul(oids[i])));
    if (i < modes.size() && modes[i] == "v") a.mode.text = "variadic";
    args.push_back(std::move(a));
  }
  return args;
}

/// The last argument of VARIADIC "any" stands for both lists' last (manual: sql-createaggregate).
void split_arguments(Aggregate& a, size_t direct) {
  auto first = a.args.begin() + static_cast<ptrdiff_t>(std::min(direct, a.args.size()));
  a.order_by.assign(first, a.args.end());
  if (a.order_by.empty() && !a.args.empty())
    a.order_by.push_back(a.args.back());
  else
    a.args.erase(first, a.args.end());
}

Type read_type(Inspector& db, Row& row) {
  auto oid = row.oid();
  return db.type(row.text(), oid);
}

void read_final(Row& row, bool ordered, Name& function, bool& extra, Word& modify) {
  function = row.name();
  extra = row.boolean();
  auto word = modify_word(row.view());
  if (!function.empty() && word != (ordered ? kModify[2] : kModify[0])) modify.text = word;
}

void inspect_aggregates(Inspector& db) {
  db.query(fmt::format(R"(
    SELECT p.oid, n.nspname, p.proname, pg_get_userbyid(p.proowner), $comment(pg_proc, p.oid, 0), a.aggkind, a.aggnumdirectargs,
           p.proargnames, p.proargmodes,
           CASE WHEN $own THEN ARRAY(SELECT format_type(t.oid, NULL) FROM unnest(p.proargtypes) WITH ORDINALITY t(oid, i) ORDER BY t.i) END,
           p.proargtypes::oid[], {0}, a.aggtranstype, CASE WHEN $own THEN format_type(a.aggtranstype, NULL) END,
           nullif(a.aggtransspace, 0), {1}, a.aggfinalextra, a.aggfinalmodify, {2}, {3}, {4}, a.agginitval,
           CASE WHEN on_.nspname NOT IN ('pg_catalog', n.nspname) THEN on_.nspname END, o.oprname, p.proparallel,
           a.aggmtransfn <> 0, {5}, {6}, a.aggmtranstype, CASE WHEN a.aggmtranstype <> 0 AND $own THEN format_type(a.aggmtranstype, NULL) END,
           nullif(a.aggmtransspace, 0), {7}, a.aggmfinalextra, a.aggmfinalmodify, a.aggminitval
      FROM pg_aggregate a JOIN pg_proc p ON p.oid = a.aggfnoid JOIN pg_namespace n ON n.oid = p.pronamespace
      LEFT JOIN pg_operator o ON o.oid = a.aggsortop LEFT JOIN pg_namespace on_ ON on_.oid = o.oprnamespace
     WHERE $user(pg_proc, p.oid) ORDER BY n.nspname, p.proname, p.oid)",
                       name_columns("a.aggtransfn"), name_columns("a.aggfinalfn"), name_columns("a.aggcombinefn"),
                       name_columns("a.aggserialfn"), name_columns("a.aggdeserialfn"), name_columns("a.aggmtransfn"),
                       name_columns("a.aggminvtransfn"), name_columns("a.aggmfinalfn")),
           [&](Row& row) {
             auto oid = row.oid();
             auto schema = row.text();
             auto a = make<Aggregate>(aggregate_kind, std::move(schema), row.text());
             a->owner = row.text();
             a->comment = row.optional_text();
             auto kind = row.text();
             auto direct = static_cast<size_t>(row.integer());
             a->args = read_arguments(db, row);
             bool ordered = kind != "n";
             a->hypothetical = kind == "h";
             if (ordered) split_arguments(*a, direct);
             a->state_func = row.name();
             a->state_type = read_type(db, row);
             a->state_size = row.optional_integer();
             read_final(row, ordered, a->final_func, a->final_extra, a->final_modify);
             for (auto name : {&a->combine_func, &a->serial_func, &a->deserial_func}) *name = row.name();
             a->initial_value = row.optional_text();
             a->sort_operator = row.name();
             auto parallel = row.view();
             a->parallel.text = parallel == "s" ? "safe" : parallel == "r" ? "restricted" : "unsafe";
             if (row.boolean()) {
               auto& m = a->moving.emplace();
               m.state_func = row.name();
               m.inverse_func = row.name();
               m.state_type = read_type(db, row);
               m.state_size = row.optional_integer();
               read_final(row, ordered, m.final_func, m.final_extra, m.final_modify);
               m.initial_value = row.optional_text();
             }
             db.add(std::move(a), Class::procedure, oid);
           });
}

std::string argument(const Argument& a, bool names) {
  std::string out = a.mode.text == "variadic" ? "VARIADIC " : "";
  if (names && !a.name.empty()) out += sql::quote_ident(a.name) + " ";
  return out + a.type.text;
}

/// "(integer, integer)", "(*)", "(double precision ORDER BY double precision)".
std::string signature(const Aggregate& a, bool names) {
  std::string direct, ordered;
  for (auto& arg : a.args) direct += (direct.empty() ? "" : ", ") + argument(arg, names);
  for (auto& arg : a.order_by) ordered += (ordered.empty() ? "" : ", ") + argument(arg, names);
  if (!ordered.empty()) direct += (direct.empty() ? "ORDER BY " : " ORDER BY ") + ordered;
  return "(" + (direct.empty() ? "*" : direct) + ")";
}

std::string target(const Resource& r) { return "AGGREGATE " + qualified(r) + signature(as<Aggregate>(r), false); }

std::string granted(const Resource& r) {
  std::string types;
  for (auto a : identity_arguments(as<Aggregate>(r))) types += (types.empty() ? "" : ", ") + a->type.text;
  return "FUNCTION " + qualified(r) + "(" + types + ")";
}

/// The options of CREATE AGGREGATE, each on a line of its own.
class OptionWriter {
 public:
  explicit OptionWriter(Statement& s) : s_(s) {}

  void text(std::string_view word, std::string_view value) {
    if (value.empty()) return;
    s_ << (first_ ? "\n  " : ",\n  ") << word << " = " << value;
    first_ = false;
  }
  void name(std::string_view word, const Name& name) {
    if (!name.empty()) text(word, name_sql(name));
  }
  void number(std::string_view word, std::optional<int64_t> value) {
    if (value) text(word, std::to_string(*value));
  }
  void literal(std::string_view word, const std::optional<std::string>& value) {
    if (value) text(word, sql::quote_literal(*value));
  }
  void flag(std::string_view word, bool value) {
    if (!value) return;
    s_ << (first_ ? "\n  " : ",\n  ") << word;
    first_ = false;
  }
  void modify(std::string_view word, Word value) {
    std::replace(value.text.begin(), value.text.end(), ' ', '_');
    text(word, value.text);
  }

 private:
  Statement& s_;
  bool first_ = true;
};

void write_moving(const MovingAggregate& m, OptionWriter& w) {
  w.name("MSFUNC", m.state_func);
  w.name("MINVFUNC", m.inverse_func);
  w.text("MSTYPE", m.state_type.text);
  w.number("MSSPACE", m.state_size);
  w.name("MFINALFUNC", m.final_func);
  w.flag("MFINALFUNC_EXTRA", m.final_extra);
  w.modify("MFINALFUNC_MODIFY", m.final_modify);
  w.literal("MINITCOND", m.initial_value);
}

void write(const Aggregate& a, Statement& s) {
  s << "AGGREGATE " << qualified(a) << signature(a, true) << " (";
  OptionWriter w(s);
  w.name("SFUNC", a.state_func);
  w.text("STYPE", a.state_type.text);
  w.number("SSPACE", a.state_size);
  w.name("FINALFUNC", a.final_func);
  w.flag("FINALFUNC_EXTRA", a.final_extra);
  w.modify("FINALFUNC_MODIFY", a.final_modify);
  w.name("COMBINEFUNC", a.combine_func);
  w.name("SERIALFUNC", a.serial_func);
  w.name("DESERIALFUNC", a.deserial_func);
  w.literal("INITCOND", a.initial_value);
  if (a.moving) write_moving(*a.moving, w);
  if (!a.sort_operator.empty()) w.text("SORTOP", operator_sql(a.sort_operator));
  if (a.parallel.text != "unsafe") w.text("PARALLEL", a.parallel.text);
  w.flag("HYPOTHETICAL", a.hypothetical);
  s << "\n)";
}

void create(const Creation& c, Script& out) { write(as<Aggregate>(c.resource), out.add("CREATE ")); }

void drop(const Resource& r, Script& out) { out.add("DROP " + target(r)); }

/// OR REPLACE keeps the result's type, which is that of the final function or of the state.
bool alter(const Change& change, Script& out) {
  if (change.has("state_type") || change.has("final_func")) return false;
  write(as<Aggregate>(change.to), out.add("CREATE OR REPLACE "));
  return true;
}

void rename(const Resource& from, std::string_view to, Script& out) {
  out.add(fmt::format("ALTER {} RENAME TO {}", target(from), sql::quote_ident(to)));
}

}  // namespace

extern const Support aggregate_support;
const Support aggregate_support = {
    inspect_aggregates,
    {.create = create, .drop = drop, .alter = alter, .target = target, .granted = granted, .rename = rename}};

}  // namespace schema::postgres
