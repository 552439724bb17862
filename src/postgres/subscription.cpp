#include "kinds/publication.hpp"
#include "kinds/secrets.hpp"
#include "plan/versions.hpp"
#include "postgres/support.hpp"

namespace schema {
extern const Kind subscription_kind;
}

namespace schema::postgres {

namespace {

/// An option of CREATE SUBSCRIPTION: the column that holds it, as SQL that is null where it has its default.
struct Option {
  std::string_view name, value;
  int since = 0;
  bool alterable = true;
};
constexpr Option kOptions[] = {
    {"synchronous_commit", "nullif(s.subsynccommit, 'off')"},
    {"binary", "CASE WHEN s.subbinary THEN 'true' END", 140000},
    {"streaming", "CASE s.substream::text WHEN 'true' THEN 'on' WHEN 't' THEN 'on' WHEN 'p' THEN 'parallel' END",
     140000},
    {"two_phase", "CASE WHEN s.subtwophasestate <> 'd' THEN 'true' END", 150000, false},
    {"disable_on_error", "CASE WHEN s.subdisableonerr THEN 'true' END", 150000},
    {"password_required", "CASE WHEN NOT s.subpasswordrequired THEN 'false' END", 160000},
    {"run_as_owner", "CASE WHEN s.subrunasowner THEN 'true' END", 160000},
    {"origin", "nullif(s.suborigin, 'any')", 160000},
    {"failover", "CASE WHEN s.subfailover THEN 'true' END", 170000},
};

/// From 18 on changes are streamed in parallel if nobody says otherwise.
std::string value_sql(const Option& o, int version) {
  if (o.name == "streaming" && version >= 180000) return "CASE s.substream WHEN 'f' THEN 'off' WHEN 't' THEN 'on' END";
  return std::string(o.value);
}

std::string option_columns(int version) {
  std::string columns;
  for (auto& o : kOptions)
    columns += fmt::format("{}CASE WHEN {} IS NOT NULL THEN '{}=' || ({}) END", columns.empty() ? "" : ", ",
                           version >= o.since ? value_sql(o, version) : "NULL::text", o.name,
                           version >= o.since ? value_sql(o, version) : "NULL::text");
  return columns;
}

/// host=a password='it''s': libpq's connection strings (manual: libpq-connect).
Options parse_connection(std::string_view text) {
  Options options;
  if (text.starts_with("postgres://") || text.starts_with("postgresql://")) return options["uri"] = text, options;
  size_t i = 0;
  auto blank = [&] { return i < text.size() && std::isspace(static_cast<unsigned char>(text[i])); };
  while (i < text.size()) {
    while (blank()) ++i;
    std::string name, value;
    while (i < text.size() && text[i] != '=' && !blank()) name += text[i++];
    while (blank()) ++i;
    if (i < text.size() && text[i] == '=') ++i;
    while (blank()) ++i;
    bool quoted = i < text.size() && text[i] == '\'';
    if (quoted) ++i;
    for (; i < text.size() && (quoted ? text[i] != '\'' : !blank()); ++i) {
      if (text[i] == '\\' && i + 1 < text.size()) ++i;
      value += text[i];
    }
    if (quoted) ++i;
    if (!name.empty()) options[name] = value;
  }
  return options;
}

std::string connection_text(const Options& options) {
  if (auto uri = options.find("uri"); uri != options.end()) return uri->second;
  std::string out;
  for (auto& [name, value] : options) {
    bool plain = !value.empty() && value.find_first_of(" \t\n'\\") == std::string::npos;
    out += (out.empty() ? "" : " ") + name + "=";
    if (plain) {
      out += value;
      continue;
    }
    out += '\'';
    for (char c : value) out += (c == '\'' || c == '\\' ? std::string("\\") : std::string()) + c;
    out += '\'';
  }
  return out;
}

/// Only superusers may read the connection; to others subscriptions are not there.
void inspect_subscriptions(Inspector& db) {
  if (!db.reads_subscriptions()) return;
  db.query(fmt::format(R"(
    SELECT s.oid, s.subname, pg_get_userbyid(s.subowner), $comment(pg_subscription, s.oid, 0), s.subconninfo, s.subpublications,
           s.subenabled, coalesce(s.subslotname, ''), array_remove(ARRAY[{}], NULL)
      FROM pg_subscription s JOIN pg_database d ON d.oid = s.subdbid
     WHERE d.datname = current_database() AND $free(pg_subscription, s.oid) ORDER BY s.subname)",
                       option_columns(db.version())),
           [&](Row& row) {
             auto oid = row.oid();
             auto s = make<Subscription>(subscription_kind, "", row.text());
             s->owner = row.text();
             s->comment = row.optional_text();
             s->connection = parse_connection(row.view());
             s->publications = row.list();
             s->enabled = row.boolean();
             s->slot_name = row.text();
             s->options = row.options();
             subscription_kind.finish(*s);
             db.add(std::move(s), Class::subscription, oid);
           });
}

std::string target(const Resource& r) { return "SUBSCRIPTION " + sql::quote_ident(r.name); }

/// With what nobody may read, which `kept` still has where the file does not say it.
void write_connection(const Subscription& to, const Options& kept, Statement& s) {
  auto all = to.connection;
  all.add(to.secrets);
  all.add(kept);
  auto literal = sql::quote_literal(connection_text(all));
  bool uri_password = to.connection.contains("uri");
  if (all.size() > to.connection.size() || uri_password)
    s.secret(literal);
  else
    s << literal;
}

std::string publication_list(const Subscription& s) {
  std::string list;
  for (auto& name : s.publications) list += (list.empty() ? "" : ", ") + sql::quote_ident(name);
  return list;
}

std::string slot_sql(const Subscription& s) {
  if (!s.slot_name) return sql::quote_literal(s.name);
  return s.slot_name->empty() ? "NONE" : sql::quote_literal(*s.slot_name);
}

/// Made without a connection: nothing is sent to the other server, and the statement runs in a transaction.
void create(const Creation& c, Script& out) {
  auto& to = as<Subscription>(c.resource);
  auto& s = out.add("CREATE " + target(to) + " CONNECTION ");
  write_connection(to, {}, s);
  s << " PUBLICATION " << publication_list(to) << " WITH (connect = false, slot_name = " << slot_sql(to);
  for (auto& [name, value] : to.options) s << ", " << name << " = " << sql::quote_literal(value);
  s << ")";
  if (to.enabled) out.add(fmt::format("ALTER {} ENABLE", target(to)));
}

/// A slot can only be dropped over the connection, which would take the statement out of the transaction.
void drop(const Resource& r, Script& out) {
  auto& s = as<Subscription>(r);
  bool slot = !s.slot_name || !s.slot_name->empty();
  if (s.enabled) out.add(fmt::format("ALTER {} DISABLE", target(s)));
  if (slot)
    out.add(fmt::format("ALTER {} SET (slot_name = NONE)", target(s)))
        .hazard("SU101",
                "leaves the replication slot at the other server, which keeps its log until the slot is dropped there");
  out.add("DROP " + target(s));
}

bool alter(const Change& change, Script& out) {
  auto& from = as<Subscription>(change.from);
  auto& to = as<Subscription>(change.to);
  auto prefix = "ALTER " + target(to);
  for (auto& o : kOptions) {
    auto name = std::string(o.name);
    if (!o.alterable && from.options.contains(name) != to.options.contains(name)) return false;
  }
  if (change.has("connection") || change.has("secrets")) {
    auto& s = out.add(prefix + " CONNECTION ");
    write_connection(to, from.secrets, s);
  }
  if (change.has("publications"))
    out.add(fmt::format("{} SET PUBLICATION {} WITH (refresh = false)", prefix, publication_list(to)));
  if (!to.enabled && from.enabled) out.add(prefix + " DISABLE");
  if (change.has("slot_name")) out.add(fmt::format("{} SET (slot_name = {})", prefix, slot_sql(to)));
  for (auto& o : kOptions) {
    auto name = std::string(o.name);
    auto old = from.options.find(name), now = to.options.find(name);
    bool was = old != from.options.end(), is = now != to.options.end();
    if (was == is && (!is || old->second == now->second)) continue;
    static const std::map<std::string_view, std::string_view> defaults = {
        {"synchronous_commit", "off"}, {"password_required", "true"}, {"origin", "any"}, {"streaming", "off"}};
    auto fallback = defaults.find(o.name);
    auto value = is ? now->second : std::string(fallback == defaults.end() ? "false" : fallback->second);
    out.add(fmt::format("{} SET ({} = {})", prefix, name, sql::quote_literal(value)));
  }
  if (to.enabled && !from.enabled) out.add(prefix + " ENABLE");
  return true;
}

void rename(const Resource& from, std::string_view to, Script& out) {
  out.add(fmt::format("ALTER {} RENAME TO {}", target(from), sql::quote_ident(to)));
}

void check_options(const Resource& r, int version, Diagnostics& out) {
  for (auto& o : kOptions)
    if (as<Subscription>(r).options.contains(o.name))
      check_version(r, fmt::format("the option {} of {}", o.name, r.address), o.since, "it has its default without it",
                    version, out);
}

}  // namespace

extern const Support subscription_support;
const Support subscription_support = {
    .inspect = inspect_subscriptions,
    .render = {.create = create, .drop = drop, .alter = alter, .target = target, .rename = rename},
    .connects = true,
    .check_version = check_options};

}  // namespace schema::postgres
