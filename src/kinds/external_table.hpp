#pragma once
#include "model/field_type.hpp"

namespace schema {

/// A column of files that Redshift reads. The types are those of the data catalog.
struct ExternalColumn {
  std::string name;
  Type type;
  static std::span<const Field> fields();
};

/// Files in Amazon S3 that a query reads as a table.
struct ExternalTable final : Resource {
  std::vector<ExternalColumn> columns;
  std::vector<ExternalColumn> partitions;  ///< columns whose values are in the files' paths
  Word stored_as;
  std::string location;
  std::string serde;
  Options serde_properties;
  Options properties;
};

}  // namespace schema
