#pragma once
#include <map>
#include <string>
#include <vector>

#include "postgres/connection.hpp"

namespace schema {

/// A list that comes from the server with a byte between its items that no name holds.
std::vector<std::string> words_of(std::string_view separated);

/// Makes up values of a database's types.
class SampleValues {
 public:
  explicit SampleValues(postgres::Connection&);

  /// An SQL expression that gives a value of the type (its oid), the k-th of several.
  std::string plain(const std::string& type, int k) const;
  /// More that are worth a try where a check, a key of partitions or a size leaves little: what comes from `words`, the
  /// constants in it.
  std::vector<std::string> fitting(const std::string& type, const std::vector<std::string>& words) const;

 private:
  struct Type {
    std::string name;
    char sort = 'b';                 ///< pg_type.typtype
    char category = 'U';
    std::string of;                  ///< the type of its elements, values or bounds
    std::vector<std::string> parts;  ///< labels of an enum, types of a composite's attributes
  };

  const Type* find(const std::string& oid) const;
  /// What is below domains.
  const Type& base_of(const Type&) const;

  std::map<std::string, Type> types_;  ///< by oid
};

}  // namespace schema
