#include "postgres/index_settings.hpp"

#include "kinds/index_parts_of.hpp"

namespace schema::postgres {

namespace {

/// CLUSTER ON is said of tables and of materialized views in the same words.
std::string alter_table(const Resource& index) { return fmt::format("ALTER TABLE {} ", table_of(index)); }

/// Marking one index unmarks the others, so that the mark is taken away only where no other index gets it.
bool other_is_marked(const Resource& index) {
  return std::any_of(index.parent->children.begin(), index.parent->children.end(), [](const Resource* sibling) {
    auto settings = dynamic_cast<const IndexSettings*>(sibling);
    return settings && settings->cluster;
  });
}

/// Most parameters of an index can be changed beside reads and writes; those of GIN, GiST and BRIN cannot.
Lock lock_for(const Options& from, const Options& to) {
  auto mild = [](auto& option) { return option.first == "fillfactor" || option.first == "deduplicate_items"; };
  bool all = std::all_of(from.begin(), from.end(), mild) && std::all_of(to.begin(), to.end(), mild);
  return all ? Lock::share_update_exclusive : Lock::access_exclusive;
}

void mark_cluster(const Resource& index, Script& out) {
  out.add(alter_table(index)).locks(Lock::share_update_exclusive) << "CLUSTER ON " << sql::quote_ident(index.name);
}

void comment_on_index(const Resource& constraint, const IndexSettings& settings, Script& out) {
  auto text = settings.index_comment ? sql::quote_literal(*settings.index_comment) : "NULL";
  out.add(fmt::format("COMMENT ON INDEX {} IS {}", qualified(constraint), text))
      .locks_on(constraint, Lock::share_update_exclusive);
}

/// Whether the table stays the partition that it is.
bool stays_partition(const Resource& table, const Before& before) {
  auto to = attachment_of(table);
  auto from = to ? is<Attachment>(before(*to)) : nullptr;
  return from && from->of == to->of && same_bound(*from, *to);
}

}  // namespace

void attach_part(const Resource& index, const IndexSettings& settings, const std::string& name,
                 const std::string& whole, Script& out) {
  auto& s =
      out.add(fmt::format("ALTER INDEX {} ATTACH PARTITION {}", sql::quote_qualified(settings.of.to->schema, whole),
                          sql::quote_qualified(index.schema, name)));
  if (name == index.name)
    s.locks_on(*settings.of.to, Lock::share_update_exclusive).locks_on(index, Lock::access_exclusive);
  else  // both are there already, under names that no resource has
    s.locks(Lock::access_exclusive).tables = {{settings.of.to->schema, whole, Lock::share_update_exclusive},
                                              {index.schema, name, Lock::access_exclusive}};
}

bool has_partitioned_parts(const Resource& index) {
  auto table = is<Table>(index.parent);
  return table && std::any_of(table->parts.begin(), table->parts.end(),
                              [](auto part) { return as<Table>(*part->parent).partition.has_value(); });
}

void inspect_parts(Inspector& db) {
  db.query(R"(
    SELECT i.inhrelid, i.inhparent FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid AND c.relkind IN ('i', 'I')
     ORDER BY 1)",
           [&](Row& row) {
             auto part = db.find(Class::relation, row.oid());
             auto whole = db.find(Class::relation, row.oid());
             if (!part || !whole) return;
             dynamic_cast<IndexSettings&>(*part).of.address = whole->address;
             part->needs.push_back({whole, false});  // it is dropped with the whole
           });
}

bool partitioned(const Resource& index) {
  auto table = is<Table>(index.parent);
  return table && table->partition;
}

void join_whole(const Creation& c, const IndexSettings& settings, Script& out) {
  if (settings.of.to && (settings.incomplete || stays_partition(*c.resource.parent, c.before)))
    attach_part(c.resource, settings, c.resource.name, settings.of.to->name, out);
}

bool leaves_whole(const Change& change, const IndexSettings& from, const IndexSettings& to) {
  return change.has("of") && !from.of.empty() && from.of.address != to.of.address &&
         stays_partition(*change.to.parent, change.before);
}

bool parts_undone_by(const Resource& index, const Change& change) {
  return retypes(change) && (dynamic_cast<const IndexSettings&>(index).incomplete || has_own_parts(index));
}

std::string with_clause(const IndexSettings& settings) {
  return settings.storage_params.empty() ? "" : fmt::format(" WITH ({})", option_list(settings.storage_params));
}

void set_apart(const Resource& index, const IndexSettings& settings, Script& out) {
  if (settings.cluster) mark_cluster(index, out);
  if (settings.index_comment) comment_on_index(index, settings, out);
}

void alter_index_settings(const Change& change, const IndexSettings& from, const IndexSettings& to, Script& out) {
  auto prefix = fmt::format("ALTER INDEX {} ", qualified(change.to));
  auto first = out.statements.size();
  if (change.has("storage_params"))
    alter_options(prefix, from.storage_params, to.storage_params, lock_for(from.storage_params, to.storage_params),
                  out);
  if (change.has("tablespace"))
    out.add(prefix).locks(Lock::access_exclusive)
        << "SET TABLESPACE " << sql::quote_ident(to.tablespace.empty() ? "pg_default" : to.tablespace);
  for (auto i = first; i < out.statements.size(); ++i) out.statements[i].on = {{&change.to, out.statements[i].lock}};
  if (change.has("of") && to.of.to && stays_partition(*change.to.parent, change.before))
    attach_part(change.to, to, change.to.name, to.of.to->name, out);
  if (change.has("index_comment")) comment_on_index(change.to, to, out);
  if (!change.has("cluster")) return;
  if (to.cluster)
    mark_cluster(change.to, out);
  else if (!other_is_marked(change.to))
    out.add(alter_table(change.to)).locks(Lock::share_update_exclusive) << "SET WITHOUT CLUSTER";
}

}  // namespace schema::postgres
