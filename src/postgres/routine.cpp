#include "postgres/routine.hpp"

#include "model/literal.hpp"
#include "plan/versions.hpp"
#include "postgres/settings.hpp"
#include "sql/type_names.hpp"

namespace schema::postgres {

namespace {

/// Arrays with an element an argument, in order. The types are those of all modes, as the server lists them.
constexpr std::string_view kAllTypes =
    "unnest(coalesce(p.proallargtypes, p.proargtypes::oid[])) WITH ORDINALITY AS t(oid, i)";

std::string_view mode_word(std::string_view letter) {
  return letter == "o" ? "out" : letter == "b" ? "inout" : letter == "v" ? "variadic" : "in";
}

/// Types from two arrays: their texts and their oids.
std::vector<Type> read_types(Inspector& db, Row& row) {
  auto texts = row.list(), oids = row.list();
  std::vector<Type> types;
  for (size_t i = 0; i < texts.size(); ++i) types.push_back(db.type(texts[i], static_cast<Oid>(std::stoul(oids[i]))));
  return types;
}

/// A C function's source is in the object file; all others keep it in prosrc, or parsed where the body is standard SQL.
void read_body(Row& row, Routine& r) {
  auto source = row.text(), object = row.text(), standard = row.text();
  if (r.language.text == "c") {
    r.body.text = std::move(object);
    if (source != r.name) r.symbol = std::move(source);
  } else {
    r.body.text = standard.empty() ? std::move(source) : std::move(standard);
  }
}

void write_quoted(const Sql& text, Statement& s) {
  auto quoted = sql::dollar_quote(text.text);
  auto tag = std::string_view(quoted).substr(0, quoted.find('$', 1) + 1);
  (s << tag).verbatim(text) << tag;
}

}  // namespace

std::string routine_columns(int server_version) {
  return fmt::format(R"(
    p.oid, n.nspname, p.proname, pg_get_userbyid(p.proowner), $comment(pg_proc, p.oid, 0), l.lanname,
    p.prosrc, p.probin, {1}, p.prosecdef, p.proconfig, p.proargnames, p.proargmodes,
    CASE WHEN $own THEN ARRAY(SELECT format_type(t.oid, NULL) FROM {0} ORDER BY t.i) END,
    ARRAY(SELECT t.oid FROM {0} ORDER BY t.i),
    CASE WHEN p.pronargdefaults > 0 AND $own
         THEN ARRAY(SELECT coalesce(pg_get_function_arg_default(p.oid, t.i::int), '') FROM {0} ORDER BY t.i) END,
    CASE WHEN $own THEN ARRAY(SELECT format_type(t, NULL) FROM unnest(p.protrftypes) t) END,
    p.protrftypes)",
                     kAllTypes,
                     server_version >= 140000
                         ? "CASE WHEN p.prosqlbody IS NOT NULL AND $own THEN pg_get_function_sqlbody(p.oid) END"
                         : "NULL");
}

std::vector<Argument> read_routine(Inspector& db, Row& row, Routine& r) {
  std::vector<Argument> outputs;
  r.owner = row.text();
  r.comment = row.optional_text();
  r.language.text = row.text();
  read_body(row, r);
  if (row.boolean()) r.security.text = "definer";
  r.config = row.options();
  normalize_settings(r.config);
  auto names = row.list(), modes = row.list();
  auto types = read_types(db, row);
  auto defaults = row.list();
  for (size_t i = 0; i < types.size(); ++i) {
    Argument a;
    if (i < names.size()) a.name = names[i];
    a.type = types[i];
    if (i < modes.size()) a.mode.text = mode_word(modes[i]);
    if (i < defaults.size()) a.default_value.text = defaults[i];
    mark_literal(a.default_value, a.type);
    bool column = i < modes.size() && modes[i] == "t";
    (column ? outputs : r.args).push_back(std::move(a));
  }
  for (auto& type : read_types(db, row)) r.transforms.push_back({type});
  return outputs;
}

void write_arguments(const Routine& routine, Statement& s) {
  s << "(";
  bool first = true;
  for (auto& a : routine.args) {
    s << (first ? "" : ", ");
    first = false;
    if (a.mode.text != "in") s << a.mode.text << " ";
    if (!a.name.empty()) s << sql::quote_ident(a.name) << " ";
    s << a.type.text;
    if (!a.default_value.empty()) s << " DEFAULT " << a.default_value;
  }
  s << ")";
}

void write_language(const Routine& r, Statement& s) {
  s << "\n  LANGUAGE " << sql::quote_ident(r.language.text);
  for (size_t i = 0; i < r.transforms.size(); ++i)
    s << (i ? ", " : "\n  TRANSFORM ") << "FOR TYPE " << r.transforms[i].type.text;
}

void write_body(const Routine& r, Statement& s) {
  if (r.security.text == "definer") s << "\n  SECURITY DEFINER";
  for (auto& [name, value] : r.config) s << "\n  SET " << setting_sql(name, value);
  if (has_standard_body(r)) {
    s << "\n" << r.body;
    return;
  }
  s << "\nAS ";
  write_quoted(r.body, s);
  if (!r.symbol.empty()) s << ", " << sql::quote_literal(r.symbol);
}

void check_body(const Resource& r, int server_version, Diagnostics& out) {
  if (has_standard_body(as<Routine>(r)))
    check_version(r, "the SQL-standard body of " + r.address, 140000, "or write it as text: as = \"SELECT ...\"",
                  server_version, out);
}

bool replaceable_arguments(const Routine& from, const Routine& to) {
  auto same = [](const Argument& a, const Argument& b) {
    // The names of what a call returns are those of the columns of its result.
    bool output = a.mode.text == "out" || a.mode.text == "inout";
    bool named = a.name == b.name || (a.name.empty() && !output);
    bool keeps_default = a.default_value.empty() || !b.default_value.empty();
    return named && keeps_default && a.type == b.type && a.mode == b.mode;
  };
  return std::equal(from.args.begin(), from.args.end(), to.args.begin(), to.args.end(), same);
}

std::string routine_signature(const Resource& r) {
  std::string types;
  for (auto& a : as<Routine>(r).args)
    if (a.mode.text != "out") types += (types.empty() ? "" : ", ") + a.type.text;
  return qualified(r) + "(" + types + ")";
}

}  // namespace schema::postgres
