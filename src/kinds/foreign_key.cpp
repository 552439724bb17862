#include "kinds/foreign_key_parts.hpp"

namespace schema {

namespace {

constexpr std::string_view kParents[] = {"table"};
constexpr std::string_view kActions[] = {"no action", "restrict", "cascade", "set null", "set default"};
constexpr std::string_view kMatch[] = {"simple", "full"};
constexpr std::string_view kRefs[] = {"column"};

const Field kFields[] = {
    FIELD(ForeignKey, columns)(
        "columns", "The columns that refer.",
        {.required = true, .on_change = OnChange::replace, .example = "columns = [column.user_id]"}),
    FIELD(ForeignKey, ref_columns)("ref_columns",
                                   "The columns of the other table that they refer to, in the same order.",
                                   {.required = true,
                                    .on_change = OnChange::replace,
                                    .refs = kRefs,
                                    .example = "ref_columns = [table.users.column.id]"}),
    FIELD(ForeignKey, on_update)("on_update",
                                 "What an update of the referred row does: no_action (if not given), restrict, "
                                 "cascade, set_null or set_default.",
                                 {.on_change = OnChange::replace, .words = kActions}),
    FIELD(ForeignKey, on_delete)("on_delete", "What a delete of the referred row does; as on_update.",
                                 {.on_change = OnChange::replace, .words = kActions}),
    FIELD(ForeignKey, on_delete_columns)("on_delete_columns",
                                         "The columns that set_null or set_default touch; all if not given.",
                                         {.on_change = OnChange::replace, .since = 150000}),
    FIELD(ForeignKey, match)("match", "simple (if not given) or full.",
                             {.on_change = OnChange::replace, .words = kMatch}),
    FIELD(ForeignKey, deferrable)("deferrable",
                                  "initially_immediate or initially_deferred; not deferrable if not given.",
                                  {.words = kDeferrable}),
    FIELD(ForeignKey, period)(
        "period", "Whether the last column is a range of time that the rows referred to must cover together.",
        {.on_change = OnChange::replace, .since = 180000}),
    FIELD(ForeignKey, not_valid)("not_valid", "Not yet checked against the rows that were there before."),
    FIELD(ForeignKey, enforced)("enforced", "Whether rows are looked at at all (true if not given).",
                                {.since = 180000}),
    FIELD(ForeignKey, inherited)("inherited", "On a partition: whether it is the partitioned table's.",
                                 {.hidden = true}),
};

std::string name_of(const Resource& r) { return constraint_name(r.parent->name, as<ForeignKey>(r).columns, "fkey"); }

/// The names of a table's foreign keys may be taken by those that the server makes for the partitions of what others of
/// them refer to. These go first.
std::string excludes(const Resource& r) { return r.parent->address + "/foreign keys"; }

/// A unique index is as good as a key to refer to, in whatever order it has the columns.
void need_indexes(ForeignKey& fk) {
  std::set<std::string_view> referred;
  for (auto& ref : fk.ref_columns)
    if (ref.to) referred.insert(ref.to->name);
  auto table = fk.ref_columns.empty() || !fk.ref_columns[0].to ? nullptr : fk.ref_columns[0].to->parent;
  if (!table) return;
  for (auto child : table->children) {
    auto index = is<Index>(child);
    if (!index || !index->unique || index->parts.size() != referred.size()) continue;
    auto covered = [&](auto& part) { return referred.contains(part.column.name); };
    if (std::all_of(index->parts.begin(), index->parts.end(), covered)) fk.needs.push_back({child, false});
  }
}

/// The words that are the default anyway compare equal to none; what is not enforced is not valid either.
void finish(Resource& r) {
  auto& fk = as<ForeignKey>(r);
  if (fk.on_update.text == "no action") fk.on_update = {};
  if (fk.on_delete.text == "no action") fk.on_delete = {};
  if (fk.match.text == "simple") fk.match = {};
  if (!fk.enforced) fk.not_valid = false;
  need_indexes(fk);
}

}  // namespace

extern const Kind foreign_key_kind;
const Kind foreign_key_kind = {
    .name = "foreign_key",
    .keyword = "foreign_key",
    .doc = "Columns whose values must exist in another table.",
    .manual = "ddl-constraints",
    .scope = Scope::child,
    .parents = kParents,
    .fields = kFields,
    .make = [] { return std::unique_ptr<Resource>(new ForeignKey); },
    .default_name = name_of,
    .finish = finish,
    .complete = complete_foreign_key_parts,
    .implied = is_implied_foreign_key,
    .leader = foreign_key_leader,
    .excludes = excludes,
    .wants_rows = true,
    .rebuilt_by_server = true,
};

}  // namespace schema
