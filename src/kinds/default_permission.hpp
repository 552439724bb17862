#pragma once
#include "model/field_type.hpp"

namespace schema {

/// What one role may do with the objects that another one is going to create, where that is not what it may do anyway.
struct DefaultPermission final : Resource {
  std::string for_role;  ///< who creates them
  Ref in;                ///< the schema that they are created in; empty: any
  Word on;               ///< "tables", "functions"...
  std::string to;
  std::vector<Word> privileges, grantable;
  std::vector<Word> initial;  ///< as found: what it may do from the start
  bool ours = false;          ///< as found: the objects are those that this connection's user creates
};

/// A kind of object that default privileges exist for.
struct DefaultObject {
  std::string_view word;        ///< as ALTER DEFAULT PRIVILEGES names it: "tables"
  char letter;                  ///< pg_default_acl.defaclobjtype
  char acl_letter;              ///< as acldefault() names it
  std::string_view privileges;  ///< that can be granted
  std::string_view public_privileges;
};
std::span<const DefaultObject> default_objects();
const DefaultObject* default_object(std::string_view word);

}  // namespace schema
