#include "kinds/range.hpp"

namespace schema {

namespace {

const Field kFields[] = {
    FIELD(RangeType, subtype)("subtype", "The type of its bounds.",
                              {.required = true, .on_change = OnChange::replace, .example = "subtype = float8"}),
    FIELD(RangeType, subtype_opclass)("subtype_opclass",
                                      "The btree operator class that orders the bounds (the type's default).",
                                      {.on_change = OnChange::replace, .space = "operator_class"}),
    FIELD(RangeType, collate)("collate", "The collation of the bounds, where that is not the type's.",
                              {.on_change = OnChange::replace, .space = "collation"}),
    FIELD(RangeType, canonical)("canonical", "The function that brings a range into its one form.",
                                {.on_change = OnChange::replace, .space = "routine"}),
    FIELD(RangeType, subtype_diff)("subtype_diff", "The function that tells how far apart two bounds are.",
                                   {.on_change = OnChange::replace, .space = "routine"}),
    FIELD(RangeType, multirange)("multirange", "What its multirange type is called.", {.since = 140000}),
    FIELD(RangeType, has_multirange)("has_multirange", "Whether the server makes multirange types.",
                                     {.on_change = OnChange::ignore, .hidden = true}),
};

void finish(Resource& r) {
  auto& range = as<RangeType>(r);
  if (range.multirange == default_multirange(range.name)) range.multirange.clear();
}

}  // namespace

std::string multirange_of(const Resource& r) {
  auto& range = as<RangeType>(r);
  return range.multirange.empty() ? default_multirange(range.name) : range.multirange;
}

std::string default_multirange(std::string_view range) {
  constexpr size_t kMaxName = 63;
  constexpr std::string_view kWord = "range", kEnd = "_multirange";
  auto at = range.find(kWord);
  if (at == std::string_view::npos) return fmt::format("{}{}", range.substr(0, kMaxName - kEnd.size()), kEnd);
  return fmt::format("{}multi{}", range.substr(0, at), range.substr(at)).substr(0, kMaxName);
}

extern const Kind range_kind;
const Kind range_kind = {
    .name = "range",
    .keyword = "range",
    .doc = "A type of intervals over an ordered type.",
    .manual = "rangetypes",
    .fields = kFields,
    .make = [] { return std::unique_ptr<Resource>(new RangeType); },
    .name_space = "type",
    .brings_type = multirange_of,
    .has_owner = true,
    .has_labels = true,
    .finish = finish,
    .privileges = "usage",
    .public_privileges = "usage",
};

}  // namespace schema
