#pragma once
#include "model/field_type.hpp"

namespace schema {

/// What an external schema of Redshift shows: a catalog, another database, or streams.
struct ExternalSource {
  std::string source;  ///< "data_catalog", "postgres"...
  std::string database, schema, uri, region, iam_role, secret_arn, authentication, cluster_arn, catalog_role, catalog_id;
  std::optional<int64_t> port;
  static std::span<const Field> fields();
};

/// A namespace of the database.
struct Schema final : Resource {
  std::optional<int64_t> quota;  ///< in MB; unset: none
  Boxed<ExternalSource> external;
  std::string objects_owner;  ///< of what is in it and names no owner; empty: not managed
};

}  // namespace schema
