#pragma once
#include "model/field_type.hpp"

namespace schema {

/// What one role may do with the parent, where that is not what it may do anyway. A permission with no privileges takes
/// away what the role (PUBLIC, the owner) has from the start.
struct Permission final : Resource {
  Ref on;  ///< the object, when the block stands at top level
  std::string to;
  std::string grantor;  ///< who passed the right on; empty: the owner, or a superuser for him
  std::vector<Word> privileges;
  std::vector<Word> grantable;  ///< those that the role may pass on
  std::vector<Word> initial;    ///< as found: what it may do from the start
  bool reset = false;           ///< a new object may have given the role something else (default privileges)
};

/// Adds what whoever grants it stands on to what the permission needs: his own right to pass it on, on the object or on
/// what that is a part of, and that he sees the schema (null: there is none).
void need_grantor(Permission&, const Resource* schema);

/// Whether those who may do the one thing can do any of the others.
bool share_privileges(const std::vector<Word>& a, const std::vector<Word>& b);

/// Something of the server's own or of an extension, named as GRANT names it, that roles got more or less rights on
/// than it came with.
struct SystemObject final : Resource {};

/// A column of one, with rights of its own on it.
struct SystemColumn final : Resource {};

/// Of the object itself, or of what it is a part of: the sequence of an identity column has its table's.
const std::optional<std::string>& owner_of(const Resource& object);

/// What can be granted on this resource, and what PUBLIC has from the start: "select insert".
std::string_view grantable_on(const Resource& object);
std::string_view public_on(const Resource& object);

}  // namespace schema
