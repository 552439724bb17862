#include "kinds/routine.hpp"

#include "redshift/support.hpp"
#include "redshift/texts.hpp"
#include "sql/type_names.hpp"
#include "text/json.hpp"

namespace schema {
extern const Kind function_kind;
extern const Kind procedure_kind;
}  // namespace schema

/// Functions in SQL and in AWS Lambda, and procedures.
namespace schema::redshift {

namespace {

constexpr Lack kFunctionLacks[] = {
    {"return_set", "a function returns one value; a procedure can fill a table"},
    {"return_table", "a function returns one value; a procedure can fill a table"},
    {"strict", "leave it out"},
    {"leakproof", "leave it out"},
    {"parallel", "leave it out"},
    {"window", "leave it out"},
    {"cost", "leave it out"},
    {"rows", "leave it out"},
    {"support", "leave it out"},
    {"security", "leave it out: a function runs with the rights of who calls it"},
    {"config", "leave it out"},
    {"transform", "leave it out"},
    {"symbol", "leave it out"},
};
constexpr Lack kProcedureLacks[] = {{"transform", "leave it out"}, {"symbol", "leave it out"}};

/// Types, as oidvectortypes prints them.
std::vector<std::string> split_types(const std::string& text) {
  std::vector<std::string> types;
  for (size_t at = 0; at < text.size();) {
    auto end = std::min(text.find(", ", at), text.size());
    types.push_back(text.substr(at, end - at));
    at = end + 2;
  }
  return types;
}

/// {a,b}
std::vector<std::string> split_array(std::string text) {
  std::erase_if(text, [](char c) { return c == '{' || c == '}' || c == '"'; });
  std::vector<std::string> items;
  for (size_t at = 0; !text.empty() && at <= text.size();) {
    auto end = std::min(text.find(',', at), text.size());
    items.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return items;
}

/// The types of all arguments are a list of oids, which no function prints. These do not change.
std::vector<std::string> types_of(const std::vector<std::string>& oids) {
  static const std::unordered_map<std::string_view, std::string_view> names = {
      {"16", "boolean"},       {"20", "bigint"},    {"21", "smallint"},  {"23", "integer"},    {"25", "text"},
      {"700", "real"},         {"701", "double precision"}, {"1042", "character"}, {"1043", "character varying"}, {"1082", "date"},
      {"1083", "time without time zone"}, {"1114", "timestamp without time zone"}, {"1184", "timestamp with time zone"},
      {"1266", "time with time zone"},    {"1700", "numeric"},  {"1790", "refcursor"}, {"2935", "hllsketch"},  {"3000", "geometry"},
      {"3001", "geography"},   {"4000", "super"},   {"6551", "binary varying"}};
  std::vector<std::string> types;
  for (auto& oid : oids) {
    auto found = names.find(oid);
    types.emplace_back(found == names.end() ? "oid " + oid : std::string(found->second));
  }
  return types;
}

std::string_view mode_word(std::string_view letter) { return letter == "o" ? "out" : letter == "b" ? "inout" : "in"; }

void read_arguments(Row& row, Routine& r) {
  auto types = split_types(row.text());
  if (auto all = split_array(row.text()); !all.empty()) types = types_of(all);
  auto names = split_array(row.text()), modes = split_array(row.text());
  for (size_t i = 0; i < types.size(); ++i) {
    Argument a;
    a.type.text = types[i];
    if (i < names.size()) a.name = names[i];
    if (i < modes.size()) a.mode.text = mode_word(modes[i]);
    r.args.push_back(std::move(a));
  }
}

constexpr std::string_view kColumns = R"(
    SELECT p.prooid, n.nspname, p.proname, pg_get_userbyid(p.proowner), l.lanname, p.prosrc,
           oidvectortypes(p.proargtypes), array_to_string(p.proallargtypes, ','), p.proargnames, p.proargmodes,
           format_type(p.prorettype, NULL), p.provolatile, CASE WHEN p.prosecdef THEN 't' ELSE 'f' END, p.proconfig
      FROM pg_proc_info p JOIN pg_namespace n ON n.oid = p.pronamespace JOIN pg_language l ON l.oid = p.prolang
     WHERE p.prokind = '{}' AND $user ORDER BY n.nspname, p.proname)";

void read_lambda(Function& f) {
  auto about = parse_json(f.body.text);
  f.language.text = "lambda";
  if (!about.is_object()) return;
  f.body.text = about.value("lambda", "");
  f.iam_role = about.value("iam_role", "");
  if (about.contains("retry_timeout")) f.retry_timeout = about["retry_timeout"].get<int64_t>();
  if (about.contains("max_batch_rows")) f.max_batch_rows = about["max_batch_rows"].get<int64_t>();
  if (about.contains("max_batch_size"))
    f.max_batch_size = fmt::format("{} {}", about["max_batch_size"].get<int64_t>(), about.value("max_batch_size_unit", "mb"));
}

void inspect_functions(Inspector& db) {
  db.query(fmt::format(fmt::runtime(kColumns), "f"), [&](Row& row) {
    auto oid = row.oid();
    auto schema = row.text();
    auto f = make<Function>(function_kind, std::move(schema), row.text());
    f->owner = row.text();
    f->language.text = row.text();
    f->body.text = row.text();
    read_arguments(row, *f);
    f->returns.text = row.text();
    auto letter = row.text();
    f->volatility.text = letter == "i" ? "immutable" : letter == "s" ? "stable" : "volatile";
    if (f->language.text == "exfunc") read_lambda(*f);
    db.add(std::move(f), Class::procedure, oid);
  });
}

void inspect_procedures(Inspector& db) {
  db.query(fmt::format(fmt::runtime(kColumns), "p"), [&](Row& row) {
    auto oid = row.oid();
    auto schema = row.text();
    auto p = make<Procedure>(procedure_kind, std::move(schema), row.text());
    p->owner = row.text();
    p->language.text = row.text();
    p->body.text = row.text();
    read_arguments(row, *p);
    row.text();
    row.text();
    if (row.boolean()) p->security.text = "definer";
    for (auto& [name, value] : row.options())
      if (name == "nonatomic")
        p->nonatomic = value == "on";
      else
        p->config[name] = value;
    db.add(std::move(p), Class::procedure, oid);
  });
}

std::string signature(const Resource& r) {
  std::string types;
  for (auto& a : as<Routine>(r).args)
    if (a.mode.text != "out") types += (types.empty() ? "" : ", ") + a.type.text;
  return qualified(r) + "(" + types + ")";
}

std::string function_target(const Resource& r) { return "FUNCTION " + signature(r); }
std::string procedure_target(const Resource& r) { return "PROCEDURE " + signature(r); }

std::string argument_list(const Routine& r, bool names) {
  std::string out;
  for (auto& a : r.args) {
    out += out.empty() ? "" : ", ";
    if (names && !a.name.empty()) out += identifier(a.name) + " ";
    if (a.mode.text != "in") out += a.mode.text == "out" ? "OUT " : "INOUT ";
    out += a.type.text;
  }
  return out;
}

std::string upper(std::string text) {
  for (char& c : text) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return text;
}

void define_lambda(const Function& f, Statement& s) {
  s << fmt::format("EXTERNAL FUNCTION {}({})\nRETURNS {}\n{}\nLAMBDA {}\nIAM_ROLE {}", qualified(f), argument_list(f, false), f.returns.text,
                   upper(f.volatility.text), literal(f.body.text), f.iam_role == "default" ? "default" : literal(f.iam_role));
  if (f.retry_timeout) s << fmt::format("\nRETRY_TIMEOUT {}", *f.retry_timeout);
  if (f.max_batch_rows) s << fmt::format("\nMAX_BATCH_ROWS {}", *f.max_batch_rows);
  if (!f.max_batch_size.empty()) s << "\nMAX_BATCH_SIZE " << upper(f.max_batch_size);
}

void define(const Function& f, Statement& s) {
  if (f.language.text == "lambda") return define_lambda(f, s);
  s << fmt::format("FUNCTION {}({})\nRETURNS {}\n{}\nAS {}\nLANGUAGE {}", qualified(f), argument_list(f, false), f.returns.text,
                   upper(f.volatility.text), quoted_body(f.body.text), identifier(f.language.text));
}

void define(const Procedure& p, Statement& s) {
  s << fmt::format("PROCEDURE {}({}){}\nAS {}\nLANGUAGE plpgsql", qualified(p), argument_list(p, true), p.nonatomic ? " NONATOMIC" : "",
                   quoted_body(p.body.text));
  if (p.security.text == "definer") s << "\nSECURITY DEFINER";
  for (auto& [name, value] : p.config) s << fmt::format("\nSET {} TO {}", name, literal(value));
}

template <class T>
void create(const Creation& c, Script& out) {
  define(as<T>(c.resource), out.add("CREATE "));
}

template <class T>
bool alter(const Change& change, Script& out) {
  auto& from = as<T>(change.from);
  auto& to = as<T>(change.to);
  auto same = [](const Argument& a, const Argument& b) { return a.type == b.type && a.mode == b.mode && a.name == b.name; };
  bool arguments = std::equal(from.args.begin(), from.args.end(), to.args.begin(), to.args.end(), same);
  if (!arguments || (from.language.text == "lambda") != (to.language.text == "lambda")) return false;
  define(to, out.add("CREATE OR REPLACE "));
  return true;
}

template <std::string (*target)(const Resource&)>
void drop(const Resource& r, Script& out) {
  out.add("DROP " + target(r));
}

template <std::string (*target)(const Resource&)>
void rename(const Resource& from, std::string_view to, Script& out) {
  out.add(fmt::format("ALTER {} RENAME TO {}", target(from), identifier(to)));
}

void check_arguments(const Routine& r, Diagnostics& out) {
  for (auto& a : r.args)
    if (!a.default_value.empty() || a.mode.text == "variadic")
      out.error("not-in-redshift", r.where, fmt::format("{}: arguments have no defaults, and their number is fixed", r.address), "overload the routine instead");
}

/// An SQL function's arguments have no names, here and in its body: $1, $2.
void prepare_function(Resource& r, const Resource* current, const Catalog&, Diagnostics& out) {
  auto& f = as<Function>(r);
  check_arguments(f, out);
  auto& language = f.language.text;
  if (language == "plpythonu" && !current)
    out.error("not-in-redshift", r.where, fmt::format("{}: Redshift takes no new functions in Python", r.address), "write it in AWS Lambda: lang = lambda");
  else if (language != "sql" && language != "lambda" && language != "plpythonu")
    out.error("not-in-redshift", r.where, fmt::format("{}: a function's language is sql or lambda, not {}", r.address, language),
              "what needs statements can be a procedure in plpgsql");
  if (language == "lambda" && f.iam_role.empty())
    out.error("missing-attribute", r.where, fmt::format("{} needs \"iam_role\"", r.address), "for example: iam_role = \"default\"");
  if (language == "lambda" && f.volatility.text == "immutable")
    out.error("not-in-redshift", r.where, fmt::format("{}: a function in AWS Lambda is volatile or stable", r.address));
  for (auto& c : f.max_batch_size) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  if (language == "plpythonu") return;
  for (auto& a : f.args) {
    if (!a.name.empty() && language == "sql")
      out.error("not-in-redshift", r.where, fmt::format("{}: the arguments of an SQL function have no names", r.address),
                "write arg { type = ... }, and $1, $2 in the body");
    a.name.clear();
  }
}

void prepare_procedure(Resource& r, const Resource*, const Catalog&, Diagnostics& out) {
  auto& p = as<Procedure>(r);
  check_arguments(p, out);
  if (p.language.text != "plpgsql")
    out.error("not-in-redshift", r.where, fmt::format("{}: a procedure's language is plpgsql, not {}", r.address, p.language.text));
}

}  // namespace

extern const Support function_support;
const Support function_support = {
    .inspect = inspect_functions,
    .render = {.create = create<Function>, .drop = drop<function_target>, .alter = alter<Function>, .target = function_target, .rename = rename<function_target>},
    .lacks = kFunctionLacks,
    .prepare = prepare_function,
};

extern const Support procedure_support;
const Support procedure_support = {
    .inspect = inspect_procedures,
    .render = {.create = create<Procedure>, .drop = drop<procedure_target>, .alter = alter<Procedure>, .target = procedure_target, .rename = rename<procedure_target>},
    .lacks = kProcedureLacks,
    .prepare = prepare_procedure,
};

}  // namespace schema::redshift
