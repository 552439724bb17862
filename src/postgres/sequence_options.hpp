#pragma once
#include "kinds/column.hpp"
#include "kinds/sequence.hpp"
#include "postgres/inspector.hpp"

namespace schema::postgres {

/// What pg_sequence says of a sequence, free of what is the default anyway. Both kinds that have one read it so.
struct SequenceRow {
  /// The columns to select, with pg_sequence as q; all null where there is none.
  static constexpr std::string_view columns =
      "q.seqtypid, q.seqstart, q.seqincrement, q.seqmin, q.seqmax, q.seqcache, q.seqcycle";
  explicit SequenceRow(Row& row);

  Identity identity(std::string generated) const;
  void fill(Sequence&) const;

  std::string type;  ///< "bigint" is the default of a sequence, and then empty
  std::optional<int64_t> start, increment, min_value, max_value, cache;
  bool cycle = false;
};

/// " (SEQUENCE NAME s.numbers START WITH 10)", or nothing. The name is as SQL; empty: the server chooses.
std::string identity_options(const Identity&, const std::string& name);

/// " SET INCREMENT BY 2 SET NO CYCLE": the options that differ.
std::string set_identity_options(const Identity& from, const Identity& to);

/// " INCREMENT BY 2 MINVALUE 5": the options of CREATE SEQUENCE.
std::string sequence_options(const Sequence&);

/// The same for ALTER SEQUENCE: those that differ, with NO MINVALUE and the like for what goes back to the default.
std::string changed_sequence_options(const Sequence& from, const Sequence& to);

}  // namespace schema::postgres
