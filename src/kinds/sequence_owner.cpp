#include "kinds/sequence.hpp"
#include "kinds/table.hpp"

namespace schema {

namespace {
constexpr std::string_view kParents[] = {"sequence"};
constexpr std::string_view kColumn[] = {"column"};
const Field kFields[] = {
    FIELD(SequenceOwner, owned_by)(
        "owner_column", "The column that it belongs to: dropped with it.",
        {.required = true, .refs = kColumn, .example = "owner_column = table.users.column.id"}),
};

/// What happens to a table happens to the sequences of its columns.
void complete(Catalog& catalog, Diagnostics&) {
  for (auto& r : catalog.all())
    if (auto owner = is<SequenceOwner>(r.get()); owner && owner->owned_by.to)
      if (auto table = is<Table>(owner->owned_by.to->parent)) table->sequences.push_back(owner->parent);
}
}  // namespace

extern const Kind sequence_owner_kind;
const Kind sequence_owner_kind = {
    .name = "sequence_owner",
    .keyword = "owner_column",
    .doc = "The column that a sequence belongs to.",
    .manual = "sql-altersequence",
    .scope = Scope::child,
    .parents = kParents,
    .fields = kFields,
    .make = [] { return std::unique_ptr<Resource>(new SequenceOwner); },
    .has_comment = false,
    .attribute = "owner_column",
    .complete = complete,
    .moves_parent = true,
};

}  // namespace schema
