#include "postgres/backend.hpp"

#include "model/field_type.hpp"
#include "postgres/default_rights.hpp"
#include "postgres/support.hpp"

namespace schema::postgres {

namespace {

/// What to use in place of a type that only Redshift has; empty for all others. (geometry and geography may be PostGIS's.)
std::string_view instead_of_type(std::string_view type) {
  if (type == "super") return "jsonb";
  if (type == "hllsketch") return "bytea, or the extension hll";
  return type.starts_with("binary varying") ? "bytea" : "";
}

}  // namespace

void Postgres::prepare(Catalog& desired, const Catalog& current, Diagnostics& out) const {
  state_rights(desired, current);
  state_column_rights(desired, current);
  struct Finder : Visitor {
    Diagnostics& out;
    const Resource* self = nullptr;
    explicit Finder(Diagnostics& o) : out(o) {}
    void type(Type& type, const Field&) override {
      if (auto instead = instead_of_type(type.text); !instead.empty())
        out.error("other-backend", type.where ? type.where : self->where,
                  fmt::format("{}: only redshift has the type {}", self->address, type.text), fmt::format("use {}", instead));
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
