#include "redshift/policies.hpp"

#include "kinds/access_policy.hpp"
#include "kinds/table.hpp"
#include "redshift/grantee.hpp"
#include "redshift/support.hpp"
#include "redshift/texts.hpp"
#include "sql/type_names.hpp"
#include "text/json.hpp"

namespace schema {
extern const Kind masking_policy_kind;
extern const Kind masking_kind;
extern const Kind rls_policy_kind;
extern const Kind row_filter_kind;
}  // namespace schema

/// Masking and row security policies, and what they are attached to. Only sys:secadmin and superusers see them.
namespace schema::redshift {

namespace {

std::vector<PolicyColumn> columns_of(const std::string& text) {
  std::vector<PolicyColumn> columns;
  auto list = parse_json(text);
  if (!list.is_array()) return columns;
  for (auto& item : list) {
    PolicyColumn c{item.value("colname", ""), {}};
    auto type = item.value("type", "");
    c.type.text = normal_type(sql::canonical_type(type).value_or(type));
    columns.push_back(std::move(c));
  }
  return columns;
}

std::vector<ColumnName> names_of(const std::string& text) {
  std::vector<ColumnName> names;
  auto list = parse_json(text);
  if (list.is_array())
    for (auto& item : list)
      if (item.is_string()) names.push_back({item.get<std::string>(), {}});
  return names;
}

std::string column_types(const std::vector<PolicyColumn>& columns) {
  std::string out;
  for (auto& c : columns) out += (out.empty() ? "" : ", ") + identifier(c.name) + " " + c.type.text;
  return "(" + out + ")";
}

std::string masking_target(const Resource& r) { return "MASKING POLICY " + identifier(r.name); }
std::string rls_target(const Resource& r) { return "RLS POLICY " + identifier(r.name); }

template <std::string (*target)(const Resource&)>
void create_policy(const Creation& c, Script& out) {
  auto& p = as<AccessPolicy>(c.resource);
  auto& s = out.add("CREATE " + target(p));
  if (!p.columns.empty()) s << " WITH " << column_types(p.columns);
  if (!p.alias.empty()) s << " AS " << identifier(p.alias);
  s << "\nUSING (" << portable(p.expr) << ")";
}

template <std::string (*target)(const Resource&)>
void drop_policy(const Resource& r, Script& out) {
  out.add("DROP " + target(r));
}

template <std::string (*target)(const Resource&)>
bool alter_policy(const Change& change, Script& out) {
  out.add(fmt::format("ALTER {}\nUSING (", target(change.to))) << portable(as<AccessPolicy>(change.to).expr) << ")";
  return true;
}

void prepare_policy(Resource& r, const Resource* current, const Catalog&, Diagnostics&) {
  auto& p = as<AccessPolicy>(r);
  if (current && same_tokens(p.expr.text, as<AccessPolicy>(*current).expr.text)) p.expr.text = as<AccessPolicy>(*current).expr.text;
}

void inspect_masking_policies(Inspector& db) {
  db.query_if_allowed("SELECT policy_name, input_columns, policy_expression FROM svv_masking_policy", [&](Row& row) {
    auto p = make<AccessPolicy>(masking_policy_kind, "", row.text());
    p->columns = columns_of(row.text());
    auto expressions = parse_json(row.text());
    if (expressions.is_array() && !expressions.empty()) p->expr.text = expressions[0].value("expr", "");
    db.add(std::move(p));
  });
}

void inspect_rls_policies(Inspector& db) {
  db.query_if_allowed("SELECT polname, polalias, polatts, polqual FROM svv_rls_policy", [&](Row& row) {
    auto p = make<AccessPolicy>(rls_policy_kind, "", row.text());
    p->alias = row.text();
    p->columns = columns_of(row.text());
    p->expr.text = row.text();
    db.add(std::move(p));
  });
}

void inspect_maskings(Inspector& db) {
  db.query_if_allowed(
      "SELECT schema_name, table_name, policy_name, grantee, grantee_type, priority, input_columns, output_columns FROM svv_attached_masking_policy", [&](Row& row) {
        auto schema = row.text();
        auto table = db.relation(schema, row.text());
        if (!table) return;
        auto m = make<Masking>(masking_kind, "", "", table);
        m->policy = reference(masking_policy_kind, "", row.text());
        auto who = row.text();
        m->to = grantee(row.text(), who);
        m->priority = row.optional_integer();
        if (m->priority == 0) m->priority.reset();
        m->inputs = names_of(row.text());
        m->columns = names_of(row.text());
        if (m->inputs == m->columns) m->inputs.clear();
        m->name = masking_kind.default_name(*m);
        db.add(std::move(m));
      });
}

void inspect_row_filters(Inspector& db) {
  db.query_if_allowed("SELECT relschema, relname, polname, grantee, granteekind FROM svv_rls_attached_policy", [&](Row& row) {
    auto schema = row.text();
    auto table = db.relation(schema, row.text());
    if (!table) return;
    auto f = make<RowFilter>(row_filter_kind, "", "", table);
    f->policy = reference(rls_policy_kind, "", row.text());
    auto who = row.text();
    f->to = grantee(row.text(), who);
    f->name = row_filter_kind.default_name(*f);
    db.add(std::move(f));
  });
}

std::string policy_name(const Ref& ref) { return identifier(ref.to ? ref.to->name : ref.address.substr(ref.address.find('.') + 1)); }

void attach_masking(const Creation& c, Script& out) {
  auto& m = as<Masking>(c.resource);
  auto& s = out.add(fmt::format("ATTACH MASKING POLICY {}\nON {} ({})", policy_name(m.policy), table_of(m), column_list(m.columns)));
  if (!m.inputs.empty()) s << " USING (" << column_list(m.inputs) << ")";
  s << "\nTO " << grantee_sql(m.to);
  if (m.priority) s << fmt::format(" PRIORITY {}", *m.priority);
}

void detach(const Masking& m, const std::string& table, Script& out) {
  out.add(fmt::format("DETACH MASKING POLICY {}\nON {} ({})\nFROM {}", policy_name(m.policy), table, column_list(m.columns), grantee_sql(m.to)));
}

void detach_masking(const Resource& r, Script& out) { detach(as<Masking>(r), table_of(r), out); }

/// A table knows by itself whether filters hold for it; what else has filters is switched on with the first.
bool switches(const RowFilter& f) {
  if (is<Table>(f.parent)) return false;
  for (auto child : f.parent->children)
    if (child->kind == &row_filter_kind) return child == &f;
  return true;
}

void attach_row_filter(const Creation& c, Script& out) {
  auto& f = as<RowFilter>(c.resource);
  out.add(fmt::format("ATTACH RLS POLICY {} ON {} TO {}", policy_name(f.policy), table_of(f), grantee_sql(f.to)));
  if (switches(f)) out.add(fmt::format("ALTER TABLE {} ROW LEVEL SECURITY ON", table_of(f)));
}

void detach_row_filter(const Resource& r, Script& out) {
  auto& f = as<RowFilter>(r);
  out.add(fmt::format("DETACH RLS POLICY {} ON {} FROM {}", policy_name(f.policy), table_of(f), grantee_sql(f.to)));
}

void prepare_masking(Resource& r, const Resource*, const Catalog& all, Diagnostics&) {
  auto& m = as<Masking>(r);
  m.to = resolved_grantee(m.to, all);
  if (auto to = find_grantee(m.to, all)) r.needs.push_back({to, true});
  if (m.priority == 0) m.priority.reset();
  if (m.inputs == m.columns) m.inputs.clear();
  m.name = masking_kind.default_name(m);
  m.address = make_address(masking_kind, "", m.name, m.parent);
}

void prepare_row_filter(Resource& r, const Resource*, const Catalog& all, Diagnostics&) {
  auto& f = as<RowFilter>(r);
  f.to = resolved_grantee(f.to, all);
  if (auto to = find_grantee(f.to, all)) r.needs.push_back({to, true});
  f.name = row_filter_kind.default_name(f);
  f.address = make_address(row_filter_kind, "", f.name, f.parent);
}

}  // namespace

void detach_maskings(const Resource& from, std::string_view aside, Script& out) {
  for (auto child : from.children)
    if (child->kind == &masking_kind) detach(as<Masking>(*child), qualified(from.schema, aside), out);
}

extern const Support masking_policy_support;
const Support masking_policy_support = {
    .inspect = inspect_masking_policies,
    .render = {.create = create_policy<masking_target>, .drop = drop_policy<masking_target>, .alter = alter_policy<masking_target>, .target = masking_target},
    .prepare = prepare_policy,
};

extern const Support rls_policy_support;
const Support rls_policy_support = {
    .inspect = inspect_rls_policies,
    .render = {.create = create_policy<rls_target>, .drop = drop_policy<rls_target>, .alter = alter_policy<rls_target>, .target = rls_target},
    .prepare = prepare_policy,
};

extern const Support masking_support;
const Support masking_support = {
    .inspect = inspect_maskings,
    .render = {.create = attach_masking, .drop = detach_masking},
    .prepare = prepare_masking,
};

extern const Support row_filter_support;
const Support row_filter_support = {
    .inspect = inspect_row_filters,
    .render = {.create = attach_row_filter, .drop = detach_row_filter},
    .prepare = prepare_row_filter,
};

}  // namespace schema::redshift
