#include "kinds/text_search.hpp"
#include "postgres/support.hpp"

namespace schema {
extern const Kind text_search_dictionary_kind;
}

namespace schema::postgres {

namespace {

/// `language = 'english', n = 5`, as the server writes the options down; strings with backslashes as E'...'.
void parse_options(std::string_view text, TextSearchDictionary& d) {
  auto& options = d.options;
  size_t i = 0;
  auto skip = [&](std::string_view blanks) {
    while (i < text.size() && blanks.find(text[i]) != std::string_view::npos) ++i;
  };
  auto quoted = [&](char quote, bool escapes) {
    std::string out;
    for (++i; i < text.size(); ++i) {
      bool twice = i + 1 < text.size() && text[i + 1] == text[i];
      if (text[i] == quote && !twice) break;
      if ((text[i] == quote || (escapes && text[i] == '\\')) && twice) ++i;
      out += text[i];
    }
    ++i;
    return out;
  };
  auto bare = [&] {
    std::string out;
    while (i < text.size() && text[i] != ',' && text[i] != ' ' && text[i] != '=') out += text[i++];
    return out;
  };
  while (i < text.size()) {
    skip(" ,");
    if (i >= text.size()) break;
    auto name = text[i] == '"' ? quoted('"', false) : bare();
    skip(" =");
    bool escapes = i + 1 < text.size() && text[i] == 'E' && text[i + 1] == '\'';
    if (escapes) ++i;
    d.order.push_back(name);
    options[name] = i < text.size() && text[i] == '\'' ? quoted('\'', escapes) : bare();
  }
  if (std::is_sorted(d.order.begin(), d.order.end())) d.order.clear();
}

void inspect_all(Inspector& db) {
  db.query(R"(
    SELECT d.oid, n.nspname, d.dictname, pg_get_userbyid(d.dictowner), $comment(pg_ts_dict, d.oid, 0),
           nullif(nullif(tn.nspname, 'pg_catalog'), n.nspname), t.tmplname, d.dictinitoption
      FROM pg_ts_dict d JOIN pg_namespace n ON n.oid = d.dictnamespace
      JOIN pg_ts_template t ON t.oid = d.dicttemplate JOIN pg_namespace tn ON tn.oid = t.tmplnamespace
     WHERE $user(pg_ts_dict, d.oid) ORDER BY n.nspname, d.dictname)",
           [&](Row& row) {
             auto oid = row.oid();
             auto schema = row.text();
             auto d = make<TextSearchDictionary>(text_search_dictionary_kind, std::move(schema), row.text());
             d->owner = row.text();
             d->comment = row.optional_text();
             d->from = row.name();
             parse_options(row.view(), *d);
             db.add(std::move(d), Class::ts_dictionary, oid);
           });
}

std::string target(const Resource& r) { return "TEXT SEARCH DICTIONARY " + qualified(r); }

/// The names of the options in their order.
std::vector<std::string> ordered(const TextSearchDictionary& d) {
  std::vector<std::string> names;
  auto add = [&](const std::string& name) {
    bool known = std::find(names.begin(), names.end(), name) != names.end();
    if (!known && d.options.contains(name)) names.push_back(name);
  };
  for (auto& name : d.order) add(name);
  for (auto& [name, value] : d.options) add(name);
  return names;
}

std::string option_sql(const TextSearchDictionary& d, const std::string& name) {
  return sql::quote_ident(name) + " = " + sql::quote_literal(d.options.find(name)->second);
}

void create(const Creation& c, Script& out) {
  auto& d = as<TextSearchDictionary>(c.resource);
  auto& s = out.add(fmt::format("CREATE {} (TEMPLATE = {}", target(d), name_sql(d.from)));
  for (auto& name : ordered(d)) s << ", " << option_sql(d, name);
  s << ")";
}

/// What is named goes to the end, so that all are named for the order to be right.
bool alter(const Change& change, Script& out) {
  auto& from = as<TextSearchDictionary>(change.from);
  auto& to = as<TextSearchDictionary>(change.to);
  std::string list;
  auto add = [&](const std::string& text) { list += (list.empty() ? "" : ", ") + text; };
  for (auto& [name, value] : from.options)
    if (!to.options.contains(name)) add(sql::quote_ident(name));
  for (auto& name : ordered(to)) add(option_sql(to, name));
  out.add(fmt::format("ALTER {} ({})", target(to), list));
  return true;
}

void rename(const Resource& from, std::string_view to, Script& out) {
  out.add(fmt::format("ALTER {} RENAME TO {}", target(from), sql::quote_ident(to)));
}

void drop(const Resource& r, Script& out) { out.add("DROP " + target(r)); }

}  // namespace

extern const Support text_search_dictionary_support;
const Support text_search_dictionary_support = {
    inspect_all, {.create = create, .drop = drop, .alter = alter, .target = target, .rename = rename}};

}  // namespace schema::postgres
