#pragma once
#include "model/field_type.hpp"

namespace schema {

/// One column or expression of a partition key.
struct PartitionPart {
  ColumnName column;
  Sql expr;
  Name collate;
  Name ops;
  static std::span<const Field> fields();
};

/// PARTITION BY: how a table's rows are spread over its partitions.
struct PartitionKey {
  Word type;
  std::vector<PartitionPart> parts;
  static std::span<const Field> fields();
};

/// FOR VALUES FROM (...) TO (...).
struct RangeBound {
  std::vector<Sql> from, to;
  static std::span<const Field> fields();
};

/// FOR VALUES IN (...).
struct ListBound {
  std::vector<Sql> in;
  static std::span<const Field> fields();
};

/// FOR VALUES WITH (MODULUS m, REMAINDER r).
struct HashBound {
  std::optional<int64_t> modulus, remainder;
  static std::span<const Field> fields();
};

/// Which rows a partition holds; none of the three: the default partition, which takes what no other does.
struct Bound {
  Boxed<RangeBound> range;
  Boxed<ListBound> list;
  Boxed<HashBound> hash;
};

/// Takes what no other partition does.
inline bool is_default(const Bound& b) { return !b.range && !b.list && !b.hash; }

bool same_bound(const Bound& a, const Bound& b);

/// That a table is a partition of another one. A resource of its own below the partition, because the table with all
/// that is on it comes first; a file says it by the table's attributes.
struct Attachment final : Resource, Bound {
  Ref of;
  bool pending = false;         ///< DETACH CONCURRENTLY broke off half way
  bool beside_default = false;  ///< as found: there is a default partition
  bool published = false;       ///< as found: there are publications, which may tell of its rows
};

/// The default partition beside it, as far as the catalog holds it, or null.
const Attachment* default_beside(const Attachment&);

}  // namespace schema
