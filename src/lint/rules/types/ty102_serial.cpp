#include "kinds/column.hpp"
#include "kinds/sequence.hpp"
#include "lint/rule.hpp"

namespace schema::lint {

namespace {

void serial(const Resource& r, const Scene&, Found& found) {
  auto column = is<Column>(as<SequenceOwner>(r).owned_by.to);
  if (!column) return;
  auto is_default = [](const Resource* child) {
    auto value = is<ColumnDefault>(child);
    return value && value->expr.text.find("nextval(") != std::string::npos;
  };
  if (std::any_of(column->children.begin(), column->children.end(), is_default))
    found.add(*column, "a serial column has a sequence with rights and a default of its own: use identity");
}

}  // namespace

extern const Rule ty102{
    .code = "TY102",
    .title = "A serial column",
    .doc =
        "`serial` is a sequence, its ownership and a default, each with a life of its own: rights must be given twice, "
        "and INSERT can write any number past it. `identity` is the standard's way and has none of this.",
    .example = {.bad = R"hcl(schema "app"       {}
sequence "call_id" { owner_column = table.call.column.id }
table "call" {
  column "id" { type = bigint, default = sql("nextval('call_id')") } # here
  primary_key { columns = [column.id] }
}
)hcl",
                .good = R"(schema "app" {}
table "call" {
  column "id" { type = bigint, identity = always }
  primary_key { columns = [column.id] }
}
)"},
    .kinds = "sequence_owner",
    .resource = serial,
};

}  // namespace schema::lint
