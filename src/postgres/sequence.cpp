#include "kinds/sequence.hpp"

#include "postgres/sequence_options.hpp"
#include "postgres/support.hpp"

namespace schema {
extern const Kind sequence_kind;
}

namespace schema::postgres {

namespace {

/// The one behind an identity column hangs on it (pg_depend 'i') and is part of the column.
void inspect_sequences(Inspector& db) {
  db.query(fmt::format(R"(
    SELECT c.oid, n.nspname, c.relname, pg_get_userbyid(c.relowner), $comment(pg_class, c.oid, 0), c.relpersistence = 'u', {}
      FROM pg_sequence q JOIN pg_class c ON c.oid = q.seqrelid JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relpersistence <> 't' AND $user(pg_class, c.oid)
       AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'i')
     ORDER BY n.nspname, c.relname)",
                       SequenceRow::columns),
           [&](Row& row) {
             auto oid = row.oid();
             auto schema = row.text();
             auto s = make<Sequence>(sequence_kind, std::move(schema), row.text());
             s->owner = row.text();
             s->comment = row.optional_text();
             s->unlogged = row.boolean();
             SequenceRow(row).fill(*s);
             db.add(std::move(s), Class::relation, oid);
           });
}

std::string target(const Resource& r) { return "SEQUENCE " + qualified(r); }

void create(const Creation& c, Script& out) {
  auto& s = as<Sequence>(c.resource);
  auto& statement = out.add(fmt::format("CREATE {}{}", s.unlogged ? "UNLOGGED " : "", target(s)));
  if (!s.type.empty()) statement << " AS " << s.type.text;
  statement << sequence_options(s);
}

void drop(const Resource& r, Script& out) { out.add("DROP " + target(r)).locks(Lock::access_exclusive); }

/// The server refuses limits that leave out the value where the sequence stands: it is moved to the nearest new limit
/// first. A limit that was never handed out is the next value.
void move_into(const SequenceNumbers& limits, const Sequence& s, Script& out) {
  auto passed = limits.increment > 0 ? fmt::format(">= {}", limits.min_value) : fmt::format("<= {}", limits.max_value);
  auto name = qualified(s);
  out.add(fmt::format("SELECT setval({}, least(greatest(last_value, {}), {}), is_called AND last_value {}) FROM {}",
                      sql::quote_literal(name), limits.min_value, limits.max_value, passed, name));
}

void alter_options(const Sequence& from, const Sequence& to, Script& out) {
  auto options = changed_sequence_options(from, to);
  if (options.empty()) return;
  auto old = sequence_numbers(from, from.type.text), now = sequence_numbers(to, to.type.text);
  bool narrower = now.min_value > old.min_value || now.max_value < old.max_value;
  bool apart = now.min_value > old.max_value || now.max_value < old.min_value;
  if (narrower && !apart) move_into(now, to, out);
  out.add(fmt::format("ALTER {}{}{}", target(to), options, apart ? " RESTART" : "")).locks(Lock::share_row_exclusive);
}

/// The server lets nobody but the column's table change it.
bool owner_follows(const Resource& r) {
  auto belongs = [&](const Resource* child) {
    auto column = is<SequenceOwner>(child) ? as<SequenceOwner>(*child).owned_by.to : nullptr;
    return column && column->parent->owner == r.owner;
  };
  return std::any_of(r.children.begin(), r.children.end(), belongs);
}

bool alter(const Change& change, Script& out) {
  auto& to = as<Sequence>(change.to);
  alter_options(as<Sequence>(change.from), to, out);
  if (change.has("unlogged"))
    out.add(fmt::format("ALTER {} SET {}", target(to), to.unlogged ? "UNLOGGED" : "LOGGED"))
        .locks(Lock::access_exclusive);
  return true;
}

void rename(const Resource& from, std::string_view to, Script& out) {
  out.add(fmt::format("ALTER {} RENAME TO {}", target(from), sql::quote_ident(to))).locks(Lock::access_exclusive);
}

}  // namespace

extern const Support sequence_support;
const Support sequence_support = {inspect_sequences,
                                  {.create = create, .drop = drop, .alter = alter, .target = target, .comment_lock = Lock::share_update_exclusive,
                                   .owner_follows = owner_follows, .rename = rename}};

}  // namespace schema::postgres
