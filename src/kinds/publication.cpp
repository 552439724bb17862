#include "kinds/publication.hpp"

#include <algorithm>

namespace schema {

namespace {

constexpr std::string_view kPublish[] = {"insert", "update", "delete", "truncate"};
constexpr std::string_view kGenerated[] = {"stored"};

const Field kFields[] = {
    FIELD(Publication, all_tables)("all_tables", "Whether all tables of the database are part of it.",
                                   {.on_change = OnChange::replace}),
    FIELD(Publication, publish)("publish",
                                "Which changes it offers: insert, update, delete, truncate (all, if not given).",
                                {.words = kPublish, .example = "publish = [insert, update]"}),
    FIELD(Publication, nothing)("nothing", "Whether it offers no changes at all."),
    FIELD(Publication, via_root)("via_root", "Whether a partition's changes are told as those of its root.",
                                 {.since = 130000}),
    FIELD(Publication, generated_columns)("generated_columns",
                                          "Whether generated columns are part of it: stored (PostgreSQL 18).",
                                          {.words = kGenerated, .since = 180000}),
};

void finish(Resource& r) {
  auto& p = as<Publication>(r);
  auto place = [](const Word& word) { return std::find(std::begin(kPublish), std::end(kPublish), word.text); };
  std::sort(p.publish.begin(), p.publish.end(), [&](auto& a, auto& b) { return place(a) < place(b); });
  p.publish.erase(std::unique(p.publish.begin(), p.publish.end()), p.publish.end());
  if (p.publish.size() == std::size(kPublish)) p.publish.clear();
}

}  // namespace

extern const Kind publication_kind;
const Kind publication_kind = {
    .name = "publication",
    .keyword = "publication",
    .doc = "What changes the database offers to others.",
    .manual = "sql-createpublication",
    .scope = Scope::database,
    .fields = kFields,
    .make = [] { return std::unique_ptr<Resource>(new Publication); },
    .has_owner = true,
    .has_labels = true,
    .finish = finish,
};

}  // namespace schema
