#pragma once
#include "model/field_type.hpp"

namespace schema {

/// Whether a table has it from the one that `model` is in: it has that one's name, whatever that is.
bool takes_over(const Resource& r, const Resource& model);

/// Gives resources of a catalog new names, and with these what is called by them: keys over a column, what lies in a
/// schema, types as they are spelled, addresses.
class NewNames {
 public:
  explicit NewNames(Catalog& catalog) : catalog_(catalog) {}

  /// Takes it to another schema, with what goes along: the sequences that belong to a table.
  void set_schema(Resource&, const std::string& schema);
  void set_name(Resource&, const std::string& name);
  /// Addresses are made of names, and references have them: to be called when all names are set.
  void set_addresses();

  /// A type of a column or an argument, and whose it is.
  struct Spelled {
    Type* type;
    const Resource* user;
    bool companion;  ///< a range's multirange
  };
  /// The types that are spelled as this one's name, or lie in this schema. To be spelled anew when that has its new
  /// one.
  std::vector<Spelled> types_like(const Resource&);
  static void spell(const std::vector<Spelled>&);

 private:
  Catalog& catalog_;
};

}  // namespace schema
