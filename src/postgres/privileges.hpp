#pragma once
#include "postgres/support.hpp"

namespace schema::postgres {

/// What a role has on an object.
struct Rights {
  std::vector<Word> privileges, grantable;
  bool operator==(const Rights&) const = default;
};

/// What GRANT and REVOKE say around the privileges.
struct Grant {
  std::string prefix;  ///< "ALTER DEFAULT PRIVILEGES FOR ROLE app ", or empty
  std::string object;  ///< "TABLE shop.product"
  std::string column;  ///< of `object`, or empty
  std::string role;

  /// The statements that lead from the one to the other.
  void change(const Rights& from, const Rights& to, Script&) const;
  void revoke(std::string_view what, Script&) const;
  void revoke_all(Script&) const;

 private:
  std::string list(const std::vector<Word>& privileges) const;
  void grant(const std::vector<Word>& privileges, bool grantable, Script&) const;
};

/// PUBLIC, or the role's name as SQL.
std::string grantee_sql(const std::string& to);

std::vector<Word> to_words(const std::vector<std::string>& list);

/// A query for each role whose rights on an object are not those that it had from the start: class, oid, sub, system,
/// role, grantor (empty: the owner), words, grantable, initial. `objects` is a query of class, oid, sub, system, owner,
/// acl, base; base is the ACL of the start, which the owner granted.
std::string changed_rights(std::string_view objects);

}  // namespace schema::postgres
