#include "resolve/resolve.hpp"

#include "resolve/addresses.hpp"
#include "resolve/needs.hpp"
#include "sql/quote.hpp"

namespace schema {

namespace {

/// Links what names are made of: the references inside types, which get their text, and those that tell resources
/// apart.
struct TypeResolver : Visitor {
  const Labels& labels;
  Diagnostics& out;
  Resource* self = nullptr;

  TypeResolver(const Labels& l, Diagnostics& d) : labels(l), out(d) {}

  void type(Type& type, const Field& field) override {
    if (type.named.path.empty()) return;
    auto target = labels.find(type.named, field, *self, out);
    if (!target) return;
    type.named.to = target;
    type.text = qualify(*target, self->schema) + (type.array ? "[]" : "");
  }

  void ref(Ref& ref, const Field& field) override {
    if (field.options.identity && !ref.path.empty()) ref.to = labels.find(ref, field, *self, out);
  }

  /// `owner = role.app` may say the label; what counts is the name.
  void named(std::string& name, const Field& field) override {
    if (auto target = labels.named(*find_kind(field.options.names), name)) name = target->name;
  }
};

/// Links all other references; addresses exist by now.
struct RefResolver : Visitor {
  const Labels& labels;
  Diagnostics& out;
  bool last;  ///< nothing is added to the catalog any more
  Resource* self = nullptr;

  RefResolver(const Labels& l, Diagnostics& d, bool is_last) : labels(l), out(d), last(is_last) {}

  void run(const Catalog& catalog) {
    for (auto& r : catalog.all()) {
      self = r.get();
      visit(*r, *this);
      for (auto& d : r->depends_on) ref(d, common_fields(*r->kind).back());
    }
  }

  void ref(Ref& ref, const Field& field) override {
    if (!ref.to && !ref.path.empty()) ref.to = find(ref, field);
    if (ref.to) ref.address = ref.to->address;
  }

  /// `table.users.name` is table.users, unless something is called "name".
  Resource* find(const Ref& ref, const Field& field) {
    if (!may_ask_name(ref)) return labels.find(ref, field, *self, out);
    Diagnostics unused;
    if (auto found = labels.find(ref, field, *self, unused)) return found;
    auto whole = ref;
    whole.path.pop_back();
    return labels.find(whole, field, *self, out);
  }

  static bool may_ask_name(const Ref& ref) { return ref.path.size() > 2 && ref.path.back() == "name"; }

  /// What stands in SQL for a reference: the name with its schema, or where `.name` asks for it, the name alone.
  static std::string written(const Ref& ref) {
    if (!ref.to) return sql::quote_ident(ref.path.back());  // reported; what follows can still be read
    auto& to = *ref.to;
    bool alone = to.parent || (may_ask_name(ref) && to.name != "name");
    return sql::quote_qualified(alone ? "" : to.schema, to.name);
  }

  /// Writes `${table.users}` into the text, and moves the origin's segments behind it along.
  void sql(Sql& sql, const Field&) override {
    auto is_open = [](auto& r) { return !r.ref.to; };
    if (sql.refs.empty() || (!last && std::any_of(sql.refs.begin(), sql.refs.end(), is_open))) return;
    std::string text;
    auto origin = std::make_shared<TextOrigin>(*sql.origin);
    uint32_t copied = 0, shift = 0;
    size_t segment = 0;
    for (auto& r : sql.refs) {
      text += sql.text.substr(copied, r.offset - copied);
      for (; segment < origin->segments.size() && origin->segments[segment].text_offset < r.offset; ++segment)
        origin->segments[segment].text_offset += shift;
      auto name = written(r.ref);
      text += name;
      shift += name.size();
      copied = r.offset;
    }
    for (; segment < origin->segments.size(); ++segment) origin->segments[segment].text_offset += shift;
    sql.text = text + sql.text.substr(copied);
    sql.origin = std::move(origin);
    sql.refs.clear();
  }
};

/// What a moved block may name: anything.
constexpr Field kMovedTo{"to", "", nullptr, nullptr, {}};

}  // namespace

void resolve(Declared& declared, const ResolveOptions& options, Diagnostics& out) {
  auto& catalog = declared.catalog;
  Labels labels(catalog);
  set_schemas(catalog, labels, out);
  TypeResolver types(labels, out);
  for (auto& r : catalog.all()) {
    // A child's own schema is its parents'.
    for (auto top = r.get(); top; top = top->parent) r->schema = top->schema.empty() ? r->schema : top->schema;
    types.self = r.get();
    visit(*r, types);
  }
  set_addresses(catalog, labels, out);
  Diagnostics open;  // what a table has from another one can be named too, and is not there yet
  RefResolver(labels, open, false).run(catalog);
  for (auto kind : all_kinds())
    if (kind->complete && !out.has_errors()) kind->complete(catalog, out);
  if (open.has_errors()) RefResolver(labels, out, true).run(catalog);
  Resource nowhere;
  for (auto& moved : declared.moved) moved.to.to = labels.find(moved.to, kMovedTo, nowhere, out);
  for (auto& r : catalog.all())
    if (r->kind->finish && !r->address.empty()) r->kind->finish(*r);
  find_needs(catalog, options, out);
}

}  // namespace schema
