#pragma once
#include "kinds/index.hpp"
#include "postgres/index_settings.hpp"

namespace schema::postgres {

/// The elements of indexes as a query reads them, one row an element, in the order of the element's number `p.k`. A
/// query is `with` (for the indexes `i` of which the condition holds), its own SELECT with `columns` in the list, FROM
/// part p JOIN pg_namespace n (the index's schema), and `joins`.
struct PartRow {
  explicit PartRow(Row& row);

  bool included;  ///< carried along by INCLUDE: only the column counts
  IndexPart part;

  static std::string with(std::string_view condition);
  static const std::string_view columns;
  static const std::string_view joins;
};

/// "lower(b) COLLATE "C" text_ops DESC NULLS LAST": an element as it is written in CREATE INDEX.
void write_part(const IndexPart& part, Statement& s);

/// Whether the elements differ in nothing but their statistics.
template <class Part>
bool same_keys(std::vector<Part> a, std::vector<Part> b) {
  for (auto list : {&a, &b})
    for (auto& part : *list) part.statistics.reset();
  return FieldTypeOf<std::vector<Part>>::value.equal(&a, &b);
}

/// How detailed ANALYZE is for each expression, where `before`, the elements that it had, says otherwise.
template <class Part>
void set_statistics(const Resource& index, const std::vector<Part>& parts, const std::vector<Part>& before,
                    Script& out) {
  for (size_t i = 0; i < parts.size(); ++i) {
    auto old = i < before.size() ? before[i].statistics : std::nullopt;
    if (old == parts[i].statistics) continue;
    out.add(fmt::format("ALTER INDEX {} ALTER COLUMN {} SET STATISTICS {}", qualified(index), i + 1,
                        parts[i].statistics.value_or(-1)))
        .locks_on(index, Lock::share_update_exclusive);
  }
}

/// Whether the server forgets that where it builds the index anew for a column's new type.
template <class Part>
bool statistics_undone_by(const std::vector<Part>& parts, const Change& change) {
  return retypes(change) && std::any_of(parts.begin(), parts.end(), [](auto& part) { return part.statistics; });
}

}  // namespace schema::postgres
