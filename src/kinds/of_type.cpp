#include "kinds/composite.hpp"
#include "kinds/table.hpp"

namespace schema {

namespace {

constexpr std::string_view kComposite[] = {"composite"};

const Field kFields[] = {
    FIELD(OfType, of)("of", "The composite type.",
                      {.required = true, .on_change = OnChange::replace, .refs = kComposite}),
    FIELD(OfType, columns)("columns", "The type's attributes, which are the table's columns.",
                           {.on_change = OnChange::replace, .hidden = true}),
};

void finish(Resource& r) {
  auto& typed = as<OfType>(r);
  if (auto composite = is<Composite>(typed.of.to)) typed.take_columns(*composite);
}

}  // namespace

void OfType::take_columns(const Composite& composite) {
  columns = composite.attributes;
  for (auto& column : columns) column.comment.reset();
}

extern const Kind of_type_kind;
const Kind of_type_kind = {
    .name = "of_type",
    .keyword = "of_type",
    .doc = "That a table has its columns from a composite type, which its own `of` says.",
    .manual = "sql-altertable",
    .scope = Scope::child,
    .fields = kFields,
    .make = [] { return std::unique_ptr<Resource>(new OfType); },
    .has_comment = false,
    .default_name = [](const Resource& r) { return r.parent->name; },
    .finish = finish,
    .implied = [](const Resource&) { return true; },
    .place = [](const Resource& r) { return r.address; },  // as long as it is there, the columns stay
    .folds = true,
    .rebuilt_by_server = true,
};

}  // namespace schema
