#include "kinds/inherit.hpp"

namespace schema {

namespace {

constexpr std::string_view kParents[] = {"table", "foreign_table"};

const Field kFields[] = {
    FIELD(Inheritance, parents)("inherits", "The tables whose columns and checks it takes over (not partitions).",
                                {.required = true, .refs = kParents, .example = "inherits = [table.place]"}),
    FIELD(Inheritance, local)("local", "The columns that the table states itself.", {.hidden = true}),
};

void complete(Catalog& catalog, Diagnostics&) {
  for (auto& r : catalog.all())
    if (auto inheritance = is<Inheritance>(r.get())) {
      inheritance->local = local_columns(*r->parent);
      need_shared(*r, *r->parent, false);
      for (auto& parent : inheritance->parents)
        if (parent.to) {
          need_shared(*r, *parent.to, false);
          need_own(*parent.to, *r->parent);
        }
    }
}

}  // namespace

extern const Kind inherits_kind;
const Kind inherits_kind = {
    .name = "inherits",
    .keyword = "inherits",
    .doc = "The tables that a table takes columns and checks over from.",
    .manual = "ddl-inherit",
    .scope = Scope::child,
    .parents = kParents,
    .fields = kFields,
    .make = [] { return std::unique_ptr<Resource>(new Inheritance); },
    .has_comment = false,
    .attribute = "inherits",
    .complete = complete,
    .spreads_columns = true,
    .excludes = [](const Resource& r) { return heir_name(*r.parent); },
    .shape = true,
    .folds = true,
};

}  // namespace schema
