#pragma once
#include "model/field_type.hpp"

namespace schema {

/// What changes a database offers to others.
struct Publication final : Resource {
  bool all_tables = false;
  std::vector<Word> publish;  ///< empty: insert, update, delete and truncate
  bool nothing = false;       ///< offers none of them
  bool via_root = false;
  Word generated_columns;  ///< empty: none
};

/// A table of a publication.
struct PublicationTable final : Resource {
  Ref table;
  std::vector<std::string> columns;  ///< empty: all
  Sql where;
};

/// A schema whose tables are all part of a publication.
struct PublicationSchema final : Resource {
  Ref in;
};

/// What a publication has either lists of columns of its tables of, or whole schemas (see Kind::excludes).
inline std::string columns_or_schemas(const Resource& member) { return member.parent->address + "/columns"; }

/// What a database takes over from another one.
struct Subscription final : Resource {
  Options connection;  ///< without secrets
  Options secrets;
  std::vector<std::string> publications;
  bool enabled = false;
  std::optional<std::string> slot_name;  ///< empty text: none; unset: the subscription's own name
  Options options;                       ///< where they are not the server's defaults
};

}  // namespace schema
