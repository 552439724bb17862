#include "postgres/backend.hpp"

#include "kinds/cast.hpp"
#include "kinds/foreign_key_parts.hpp"
#include "kinds/table.hpp"
#include "model/field_type.hpp"
#include "postgres/casts.hpp"
#include "postgres/default_rights.hpp"
#include "postgres/known_casts.hpp"
#include "postgres/support.hpp"
#include "sql/type_names.hpp"

namespace schema::postgres {

namespace {

/// What to use in place of a type that only Redshift has; empty for all others. (geometry and geography may be
/// PostGIS's.)
std::string_view instead_of_type(std::string_view type) {
  if (type == "super") return "jsonb";
  if (type == "hllsketch") return "bytea, or the extension hll";
  return type.starts_with("binary varying") ? "bytea" : "";
}

/// Whether the files or the database hold a cast of their own between the two.
bool casts(const Catalog& catalog, const Type& from, const Type& to) {
  return std::any_of(catalog.all().begin(), catalog.all().end(), [&](auto& r) {
    auto cast = is<Cast>(r.get());
    return cast && cast->source.text == sql::without_type_arguments(from.text) &&
           cast->target.text == sql::without_type_arguments(to.text);
  });
}

/// The server looks for a cast as it reads ALTER COLUMN TYPE, not as it meets a row.
void find_casts(Catalog& desired, const Catalog& current) {
  for (auto& r : desired.all()) {
    auto to = is<Column>(r.get());
    auto from = to && is<Table>(to->parent) ? is<Column>(current.find(to->address)) : nullptr;
    if (!from || from->type == to->type) continue;
    to->no_cast = !may_cast(base_of(from->type).text, base_of(to->type).text) &&
                  !casts(desired, from->type, to->type) && !casts(current, from->type, to->type);
  }
}

}  // namespace

void Postgres::prepare(Catalog& desired, const Catalog& current, const ScopeOptions& scope, Diagnostics& out) const {
  state_rights(desired, current, scope);
  state_column_rights(desired, current);
  find_casts(desired, current);
  adopt_foreign_key_names(desired, current);
  struct Finder : Visitor {
    Diagnostics& out;
    const Resource* self = nullptr;
    explicit Finder(Diagnostics& o) : out(o) {}
    void type(Type& type, const Field&) override {
      if (auto instead = instead_of_type(type.text); !instead.empty())
        out.error("other-backend", type.where ? type.where : self->where,
                  fmt::format("{}: only redshift has the type {}", self->address, type.text),
                  fmt::format("use {}", instead));
    }
  } finder(out);
  for (auto& r : desired.all()) {
    finder.self = r.get();
    visit(*r, finder);
    if (auto check = support(*r->kind).check_version; check && current.server_version > 0)
      check(*r, current.server_version, out);
  }
}

}  // namespace schema::postgres
