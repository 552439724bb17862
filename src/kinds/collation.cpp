#include "kinds/collation.hpp"

#include <utility>

namespace schema {

namespace {

constexpr std::string_view kProviders[] = {"libc", "icu", "builtin"};

const Field kFields[] = {
    FIELD(Collation, provider)("provider", "libc (if not given), icu, or builtin (PostgreSQL 17).",
                               {.on_change = OnChange::replace, .words = kProviders}),
    FIELD(Collation, locale)("locale", "The locale, as the provider names it.",
                             {.on_change = OnChange::replace, .example = "locale = \"de-u-co-phonebk\""}),
    FIELD(Collation, lc_collate)("lc_collate", "The order of text (libc, where it is not that of `lc_ctype`).",
                                 {.on_change = OnChange::replace}),
    FIELD(Collation, lc_ctype)("lc_ctype",
                               "The classes of characters (libc, where they are not those of `lc_collate`).",
                               {.on_change = OnChange::replace}),
    FIELD(Collation, deterministic)("deterministic", "Whether only equal bytes are equal text (true if not given).",
                                    {.on_change = OnChange::replace}),
    FIELD(Collation, rules)("rules", "More rules for the order (icu).",
                            {.on_change = OnChange::replace, .since = 160000}),
};

void finish(Resource& r) {
  auto& c = as<Collation>(r);
  if (c.lc_collate.empty() || c.lc_collate != c.lc_ctype) return;
  c.locale = std::exchange(c.lc_collate, {});
  c.lc_ctype.clear();
}

}  // namespace

extern const Kind collation_kind;
const Kind collation_kind = {
    .name = "collation",
    .keyword = "collation",
    .doc = "A way to sort and compare text.",
    .manual = "sql-createcollation",
    .fields = kFields,
    .make = [] { return std::unique_ptr<Resource>(new Collation); },
    .name_space = "collation",
    .has_owner = true,
    .finish = finish,
};

}  // namespace schema
