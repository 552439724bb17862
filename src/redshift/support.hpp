#pragma once
#include "plan/renderer.hpp"
#include "redshift/inspector.hpp"
#include "redshift/quote.hpp"

namespace schema::redshift {

/// An attribute that PostgreSQL has and Redshift has not, and what to do instead.
struct Lack {
  std::string_view field;
  std::string_view help;
};

/// All that Redshift needs to know about one kind: src/redshift/KIND.cpp defines one of these, `KIND_support`.
struct Support {
  void (*inspect)(Inspector&) = nullptr;
  Renderer render;
  std::span<const Lack> lacks;
  /// Finds what a resource that was read needs, where the server's catalogs do not tell.
  void (*needs)(Resource&, const Catalog&) = nullptr;
  /// Brings a declared resource to how the server would print it, with its counterpart in the database, if there is one;
  /// reports what cannot be.
  void (*prepare)(Resource& desired, const Resource* current, const Catalog& all, Diagnostics&) = nullptr;
};

/// An empty one for a kind that Redshift has not.
const Support& support(const Kind&);
bool has_kind(const Kind&);

/// Why Redshift has no such kind and what to write instead.
std::string_view instead_of(const Kind&);

/// The table, view, materialized view or external table of this name, or null.
Resource* find_relation(const Catalog&, std::string_view schema, std::string_view name);

/// "ALTER TABLE s.t " for a statement on the child's table.
inline std::string alter_table(const Resource& child) { return "ALTER TABLE " + table_of(child) + " "; }

/// A statement that the server refuses in a transaction; `done` is a query that says 't' once it has taken effect. Without
/// one it does no harm to run it again.
Statement& alone(Statement& s, const std::string& done = {});

}  // namespace schema::redshift
