#include "redshift/storage.hpp"

#include "redshift/quote.hpp"

namespace schema::redshift {

namespace {

std::string upper(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return out;
}

bool equal(const Boxed<Distribution>& a, const Boxed<Distribution>& b) {
  if (!a || !b) return !a && !b;
  return a->style == b->style && a->key == b->key;
}

bool equal(const Boxed<Sort>& a, const Boxed<Sort>& b) {
  if (!a || !b) return !a && !b;
  return a->style == b->style && a->columns == b->columns;
}

bool interleaved(const Boxed<Sort>& sort) { return sort && sort->style.text == "interleaved"; }

std::string alter_distribution(const Boxed<Distribution>& from, const Boxed<Distribution>& to) {
  if (!to) return "ALTER DISTSTYLE AUTO";
  if (to->style.text != "key") return "ALTER DISTSTYLE " + upper(to->style.text);
  bool keyed = from && from->style.text == "key";
  return (keyed ? "ALTER DISTKEY " : "ALTER DISTSTYLE KEY DISTKEY ") + identifier(to->key.name);
}

std::string alter_sort(const Boxed<Sort>& to) {
  if (!to || to->style.text == "auto") return "ALTER SORTKEY AUTO";
  if (to->style.text == "none") return "ALTER SORTKEY NONE";
  return fmt::format("ALTER COMPOUND SORTKEY ({})", column_list(to->columns));
}

}  // namespace

Boxed<Distribution> distribution_of(int64_t reldiststyle) {
  switch (reldiststyle) {
    case 0: return Distribution{{"even"}, {}};
    case 1: return Distribution{{"key"}, {}};
    case 8: return Distribution{{"all"}, {}};
    default: return Boxed<Distribution>();
  }
}

void add_sort_column(Boxed<Sort>& sort, const std::string& column, int64_t order) {
  if (order == 0) return;
  if (!sort) sort.emplace();
  if (order < 0) sort->style.text = "interleaved";
  auto place = static_cast<size_t>(std::abs(order));
  if (sort->columns.size() < place) sort->columns.resize(place);
  sort->columns[place - 1].name = column;
}

std::string storage_clauses(const Boxed<Distribution>& distribution, const Boxed<Sort>& sort) {
  std::string out;
  if (distribution) {
    out += "\nDISTSTYLE " + upper(distribution->style.text);
    if (distribution->style.text == "key") out += fmt::format(" DISTKEY ({})", identifier(distribution->key.name));
  }
  if (sort && !sort->columns.empty()) out += fmt::format("\n{} SORTKEY ({})", upper(sort->style.text), column_list(sort->columns));
  return out;
}

std::optional<std::vector<std::string>> alter_storage(const Boxed<Distribution>& old_distribution, const Boxed<Distribution>& distribution,
                                                      const Boxed<Sort>& old_sort, const Boxed<Sort>& sort) {
  std::vector<std::string> actions;
  bool moves = !equal(old_distribution, distribution), sorts = !equal(old_sort, sort);
  if (sorts && interleaved(sort)) return std::nullopt;
  if (moves && !sorts && interleaved(old_sort)) return std::nullopt;
  if (sorts) actions.push_back(alter_sort(sort));
  if (moves) actions.push_back(alter_distribution(old_distribution, distribution));
  bool together = actions.size() == 2 && actions[0].starts_with("ALTER COMPOUND") && !interleaved(old_sort) &&
                  (actions[1].starts_with("ALTER DISTKEY") || actions[1] == "ALTER DISTSTYLE ALL");
  if (together) actions = {actions[0] + ", " + actions[1]};
  return actions;
}

void tidy(Boxed<Distribution>& distribution, std::string_view usual) {
  if (distribution && !distribution->key.name.empty() && distribution->style.text == "auto") distribution->style.text = "key";
  if (distribution && distribution->style.text == usual) distribution.reset();
}

void tidy(Boxed<Sort>& sort, std::string_view usual) {
  if (!sort) return;
  if (sort->columns.empty() && (sort->style.text == "compound" || sort->style.text == usual)) sort.reset();
}

bool uses_column(const Boxed<Distribution>& distribution, const Boxed<Sort>& sort, std::string_view column) {
  if (distribution && distribution->key.name == column) return true;
  return sort && std::any_of(sort->columns.begin(), sort->columns.end(), [&](auto& c) { return c.name == column; });
}

}  // namespace schema::redshift
