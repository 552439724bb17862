#pragma once
#include "kinds/distribution.hpp"

namespace schema {

/// A column that a view's query gives, as the server derived it.
struct OutputColumn {
  std::string name;
  Type type;
  std::string collate;
  static std::span<const Field> fields();
};

/// A short form of two of a view's attributes (Atlas').
struct ViewSecurity {
  std::optional<bool> barrier, invoker;
  static std::span<const Field> fields();
};

struct View final : Resource {
  Sql query;
  Word check_option;
  std::optional<bool> security_barrier, security_invoker;
  Boxed<ViewSecurity> security;  ///< as written; the two above say it afterwards
  bool late_binding = false;
  std::vector<OutputColumn> output;  ///< what decides whether CREATE OR REPLACE is allowed
};

struct MaterializedView final : Resource {
  Sql query;
  Options storage_params;
  std::string access_method;
  std::string tablespace;
  bool auto_refresh = false;
  Boxed<Distribution> distribution;  ///< unset: even
  Boxed<Sort> sort;                  ///< unset: none
  std::optional<bool> backup;
  bool populated = true;  ///< what is made, or made anew, is filled
};

/// A column of a view or materialized view that carries a comment, a default or settings of its own.
struct ViewColumn final : Resource {
  Type type;          ///< as given, for readers; the query decides
  bool null = false;  ///< the same
  std::optional<int64_t> statistics;
  Word storage, compression;
  Options options;
  Word type_storage;  ///< as found: what `storage` is when nobody sets it
};

}  // namespace schema
