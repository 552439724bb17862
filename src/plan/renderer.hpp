#pragma once
#include <functional>

#include "plan/scope.hpp"
#include "plan/statement.hpp"
#include "schema/diagnostic.hpp"
#include "sql/quote.hpp"

namespace schema {

/// A wanted resource as it is; null if it is new or made anew.
using Before = std::function<const Resource*(const Resource&)>;
inline const Resource* nobody(const Resource&) { return nullptr; }

/// A resource to be created, with which of its children the same statement is to state as well.
struct Creation {
  const Resource& resource;
  std::function<bool(const Resource&)> folded = [](const Resource&) { return false; };
  int server_version = 0;             ///< of the target, 150020 style
  const Resource* made_by = nullptr;  ///< whose statement this is part of, or itself
  Before before = nobody;
  bool fills = true;    ///< false in a scratch database: queries that are kept with their rows are not run
  bool stored = false;  ///< of a child: whether rows elsewhere hold values of its parent's type
};

using FieldNames = std::vector<std::string_view>;
inline bool contains(const FieldNames& fields, std::string_view name) {
  return std::find(fields.begin(), fields.end(), name) != fields.end();
}

/// One resource as it is and as it shall be.
struct Change {
  const Resource& from;
  const Resource& to;
  FieldNames fields;  ///< names of those that differ, or that must be set anew (see Kind::follows)
  int server_version = 0;
  bool stored = false;  ///< of a type: whether rows hold values of it
  Before before = nobody;
  bool led = false;  ///< the statement of its leader, which comes before, does what it does to all its heirs

  bool has(std::string_view field) const { return contains(fields, field); }
};

/// What happens to a child of something that stays.
struct PartChange {
  const Resource* from;      ///< null: it is new
  const Resource* to;        ///< null: it goes
  const FieldNames& fields;  ///< names of those that differ
  const Resource& parent;    ///< as it is
  bool stored;               ///< of the parent: whether rows elsewhere hold values of its type
  int server_version;

  bool has(std::string_view field) const { return contains(fields, field); }
};

enum class Fate : uint8_t;

/// How rows that are there already get a value that each needs for itself.
struct Backfill {
  int64_t rows = 1000;          ///< a transaction
  std::string pause = "100ms";  ///< between two of them
};

/// A step's statements, to be said again so that they keep nobody waiting for long (`policy { online = true }`).
struct OnlineStep {
  const Resource& resource;  ///< as it shall be; as it is for a drop
  Fate fate;                 ///< of a replacement: its second half
  int server_version = 0;
  std::vector<Statement> statements;  ///< as they were rendered; what is left here stays at the step's place
  std::vector<Statement> later;       ///< what may wait until the rest is committed
  std::vector<Statement> at_end;      ///< once all that others wait for is built: exchanges and new names
  bool takes_drop = false;            ///< these statements drop the replaced one too
  bool with_whole = false;            ///< a part of what is replaced online: the old one goes with the old whole
  std::function<bool(const Resource&)> is_new = {};              ///< whether the plan makes it
  std::function<const Resource*(const Resource&)> desired = {};  ///< what it shall be, or null
  Backfill backfill = {};
  const Resource* fills = nullptr;  ///< whose missing values the statements add, so that none will be in the way
};

/// The name of what an online step makes and takes away again, or renames in the end; within NAMEDATALEN.
std::string online_name(const std::string& name);
bool is_online_name(std::string_view name);

/// The SQL of one kind on one backend. Every name in it is qualified by the schema; SQL that a user wrote relies on the
/// search_path of the step (the resource's own schema first). Comments and owners are rendered generically over
/// target().
struct Renderer {
  /// Makes the resource with all its fields (its comment and owner aside).
  void (*create)(const Creation&, Script&) = nullptr;
  void (*drop)(const Resource&, Script&) = nullptr;
  /// Makes `from` into `to` for the changed fields; false if that cannot be done in place. The script is then ignored.
  bool (*alter)(const Change&, Script&) = nullptr;
  /// How COMMENT ON and ALTER ... OWNER TO name it: "TABLE dispatch.incident", "CONSTRAINT c ON dispatch.incident".
  std::string (*target)(const Resource&) = nullptr;
  /// What COMMENT ON takes on the relation: on its own if it is one that target() names, else on its parent's.
  Lock comment_lock = Lock::access_share;
  /// How ALTER ... OWNER TO names it, where target() is not how: "TABLE" for a view of Redshift.
  std::string (*owned)(const Resource&) = nullptr;
  /// What changes its owner along with it, or empty: "OPERATOR FAMILY f USING btree".
  std::string (*companion)(const Resource&) = nullptr;
  /// Whether its owner changes with that of what it belongs to, and can be no other: a column's sequence.
  bool (*owner_follows)(const Resource&) = nullptr;
  /// How GRANT names it, where target() is not how: "FOREIGN SERVER s".
  std::string (*granted)(const Resource&) = nullptr;
  /// Its clause inside the parent's CREATE: "id bigint NOT NULL", "CONSTRAINT c CHECK (...)".
  void (*define)(const Creation&, Statement&) = nullptr;
  /// ALTER ... RENAME TO. `from` is the resource as it is, `to` as it shall be called.
  void (*rename)(const Resource& from, std::string_view to, Script&) = nullptr;
  /// Of a kind that keeps rows: renames what comes along as well, and copies the rows from the renamed one.
  void (*set_aside)(const Resource& from, std::string_view to, Script&) = nullptr;
  void (*copy_rows)(const Resource& from, std::string_view aside, const Resource& to, Script&) = nullptr;
  /// Says a step on a table with rows in another way, which takes weaker locks. A kind without it has no other way.
  void (*online)(OnlineStep&) = nullptr;
  /// Renames what is inside of it and no resource of its own: an enum's value, a composite's attribute. `followers` are
  /// the columns that are called as it because they are made of it.
  void (*rename_inside)(const Resource&, const std::string& from, const std::string& to,
                        const std::vector<Resource*>& followers, Script&) = nullptr;
  /// Of what belongs to such a resource: whether this change needs it made anew.
  bool (*needs_rebuild)(const PartChange&) = nullptr;
  /// Of a type or what belongs to it: whether the server looks at all values for this change. It finds none inside of
  /// others (arrays, composites, ranges): where there are such, the type is made anew.
  bool (*reads_values)(const Resource* from, const Resource& to, const FieldNames&) = nullptr;
  /// Of a type, or what has rows, or what belongs to one: whether the server writes all its values anew for this
  /// change, and so who is in the way of it: who keeps some in this manner, or in one that is named behind it.
  Keeps (*writes_values)(const Resource* from, const Resource& to, const FieldNames&) = nullptr;
  /// Of what is new or made anew: what is there and goes before it, to come back after it.
  std::vector<Resource*> (*displaces)(const Resource& to, const Before&) = nullptr;
  /// Of what hangs on another resource: whether this change of that one changes it too, so that it must go before and
  /// come back after it.
  bool (*undone_by)(const Resource&, const Change&) = nullptr;
};

/// A kind of database: how each kind of resource is written in its SQL.
class Backend {
 public:
  virtual ~Backend() = default;
  virtual std::string_view name() const = 0;
  virtual const Renderer& renderer(const Kind&) const = 0;

  /// A text and a name as its SQL has them.
  virtual std::string literal(std::string_view text) const { return sql::quote_literal(text); }
  virtual std::string identifier(std::string_view name) const { return sql::quote_ident(name); }
  /// "lock_timeout = '3s'" as it takes it; empty if it has no such setting.
  virtual std::string setting(const std::string& text) const { return text; }
  /// Brings what is declared to how this backend would print it, and reports what it does not have.
  virtual void prepare(Catalog& /*desired*/, const Catalog& /*current*/, const ScopeOptions&, Diagnostics&) const {}
};

}  // namespace schema
