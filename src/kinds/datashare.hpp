#pragma once
#include "model/field_type.hpp"

namespace schema {

/// What one Redshift cluster lets others query.
struct Datashare final : Resource {
  bool public_access = false;
  std::vector<Ref> schemas;
  std::vector<Ref> include_new;  ///< of the schemas, those whose new objects are shared as well
  std::vector<Ref> tables;       ///< views too
  std::vector<Ref> functions;
  std::vector<std::string> namespaces, accounts;  ///< who may use it
};

}  // namespace schema
