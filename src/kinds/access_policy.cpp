#include "kinds/access_policy.hpp"

#include "kinds/privileges.hpp"

namespace schema {

std::span<const Field> PolicyColumn::fields() {
  static const Field all[] = {
      FIELD(PolicyColumn, name)("name", "The column's name in the expression.", {.label = true}),
      FIELD(PolicyColumn, type)("type", "Its type.", {.required = true}),
  };
  return all;
}

namespace {

constexpr std::string_view kOn[] = {"table", "view", "materialized_view"};
constexpr std::string_view kMaskingPolicy[] = {"masking_policy"};
constexpr std::string_view kRlsPolicy[] = {"rls_policy"};

const Field kMaskingPolicyFields[] = {
    FIELD(AccessPolicy, columns)("column", "The columns that the expression reads.", {.required = true, .on_change = OnChange::replace}),
    FIELD(AccessPolicy, expr)("using", "What is shown.",
                              {.required = true, .sql = SqlContext::expression, .example = "using = \"'***'::varchar(20)\""}),
};

const Field kRlsPolicyFields[] = {
    FIELD(AccessPolicy, columns)("column", "The columns that the condition reads.", {.on_change = OnChange::replace}),
    FIELD(AccessPolicy, alias)("alias", "The name of the row in the condition.", {.on_change = OnChange::replace}),
    FIELD(AccessPolicy, expr)("using", "Which rows are seen.",
                              {.required = true, .sql = SqlContext::expression, .example = "using = \"owner = current_user\""}),
};

const Field kMaskingFields[] = {
    FIELD(Masking, policy)("policy", "The masking policy.",
                           {.required = true, .on_change = OnChange::replace, .refs = kMaskingPolicy, .example = "policy = masking_policy.card"}),
    FIELD(Masking, columns)("columns", "The columns that are masked.", {.required = true, .on_change = OnChange::replace}),
    FIELD(Masking, inputs)("inputs", "The columns that the policy reads (those that are masked, if not given).", {.on_change = OnChange::replace}),
    FIELD(Masking, to)("to", "Who sees it so: a user, \"role NAME\" or PUBLIC.", {.required = true, .identity = true, .names = "role"}),
    FIELD(Masking, priority)("priority", "Which one holds where several do: the highest (0 if not given).", {.on_change = OnChange::replace}),
};

const Field kRowFilterFields[] = {
    FIELD(RowFilter, policy)("policy", "The row security policy.",
                             {.required = true, .on_change = OnChange::replace, .refs = kRlsPolicy, .example = "policy = rls_policy.tenant"}),
    FIELD(RowFilter, to)("to", "For whom: a user, \"role NAME\" or PUBLIC.", {.required = true, .identity = true, .names = "role"}),
};

/// A policy read from a database has its address only.
std::string policy_name(const Ref& policy) {
  if (policy.to) return policy.to->name;
  return policy.path.empty() ? policy.address.substr(policy.address.find('.') + 1) : policy.path.back();
}

std::string masking_name(const Resource& r) {
  auto& m = as<Masking>(r);
  std::string columns;
  for (auto& c : m.columns) columns += (columns.empty() ? "" : ", ") + c.name;
  return fmt::format("{} of {} to {}", policy_name(m.policy), columns, grantee_name(m.to));
}

std::string row_filter_name(const Resource& r) {
  auto& f = as<RowFilter>(r);
  return fmt::format("{} to {}", policy_name(f.policy), grantee_name(f.to));
}

}  // namespace

extern const Kind masking_policy_kind;
const Kind masking_policy_kind = {
    .name = "masking_policy",
    .keyword = "masking_policy",
    .doc = "What is shown in place of a column's value.",
    .manual = "redshift:r_CREATE_MASKING_POLICY",
    .scope = Scope::database,
    .fields = kMaskingPolicyFields,
    .make = [] { return std::unique_ptr<Resource>(new AccessPolicy); },
    .backend = "redshift",
    .has_comment = false,
};

extern const Kind rls_policy_kind;
const Kind rls_policy_kind = {
    .name = "rls_policy",
    .keyword = "rls_policy",
    .doc = "Which rows somebody sees of the tables that it is attached to.",
    .manual = "redshift:r_CREATE_RLS_POLICY",
    .scope = Scope::database,
    .fields = kRlsPolicyFields,
    .make = [] { return std::unique_ptr<Resource>(new AccessPolicy); },
    .backend = "redshift",
    .has_comment = false,
};

extern const Kind masking_kind;
const Kind masking_kind = {
    .name = "masking",
    .keyword = "masking",
    .doc = "A masking policy that holds for columns of the table.",
    .manual = "redshift:r_ATTACH_MASKING_POLICY",
    .scope = Scope::child,
    .parents = kOn,
    .fields = kMaskingFields,
    .make = [] { return std::unique_ptr<Resource>(new Masking); },
    .backend = "redshift",
    .has_comment = false,
    .default_name = masking_name,
    .finish = [](Resource& r) { as<Masking>(r).to = grantee_name(as<Masking>(r).to); },
    .opt_in = true,
};

extern const Kind row_filter_kind;
const Kind row_filter_kind = {
    .name = "row_filter",
    .keyword = "row_filter",
    .doc = "A row security policy that holds for the table.",
    .manual = "redshift:r_ATTACH_RLS_POLICY",
    .scope = Scope::child,
    .parents = kOn,
    .fields = kRowFilterFields,
    .make = [] { return std::unique_ptr<Resource>(new RowFilter); },
    .backend = "redshift",
    .has_comment = false,
    .default_name = row_filter_name,
    .finish = [](Resource& r) { as<RowFilter>(r).to = grantee_name(as<RowFilter>(r).to); },
    .opt_in = true,
};

}  // namespace schema
