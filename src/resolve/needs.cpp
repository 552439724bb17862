#include "resolve/needs.hpp"

#include <tuple>

#include "resolve/scope.hpp"
#include "sql/names.hpp"
#include "sql/quote.hpp"

namespace schema {

namespace {

/// Relations that extensions bring, which no file declares. With others the server has the last word.
bool is_extension_relation(std::string_view name) {
  static const std::set<std::string_view> known = {"pg_stat_statements", "pg_stat_statements_info", "spatial_ref_sys", "geometry_columns",
                                                   "geography_columns",  "raster_columns",          "raster_overviews"};
  return known.contains(name);
}

class NeedsFinder : Visitor {
 public:
  NeedsFinder(Catalog& catalog, const ResolveOptions& options, Diagnostics& out)
      : catalog_(catalog), options_(options), out_(out), names_(catalog) {
    for (auto& r : catalog.all())
      if (r->kind->scope == Scope::schema) schemas_.insert(r->schema);
    for (auto& r : catalog.all())
      if (r->kind->ambient) ambient_.push_back(r.get());
  }

  void run() {
    for (auto& r : catalog_.all()) {
      self_ = r.get();
      if (r->schema_ref.to) add(*r->schema_ref.to, false);
      for (auto& d : r->depends_on)
        if (d.to) add(*d.to, false);
      visit(*r, *this);
      std::sort(r->needs.begin(), r->needs.end(), [](auto& a, auto& b) { return std::tie(a.to->address, a.soft) < std::tie(b.to->address, b.soft); });
      r->needs.erase(std::unique(r->needs.begin(), r->needs.end(), [](auto& a, auto& b) { return a.to == b.to; }), r->needs.end());
    }
  }

 private:
  void add(Resource& to, bool soft) {
    for (auto ancestor = self_; ancestor; ancestor = ancestor->parent)
      if (ancestor == &to) return;
    self_->needs.push_back({&to, soft});
  }

  /// A relation is needed with the columns and keys that SQL over it can see.
  void add_with_shape(Resource& to, bool soft) {
    add(to, soft);
    for (auto child : to.children)
      if (child->kind->shape && child != self_ && child->parent != self_->parent) add(*child, soft);
  }

  void ref(Ref& ref, const Field& field) override {
    if (!ref.to || field.options.parent) return;
    add(*ref.to, false);
    // A foreign key needs the key over the columns that it refers to.
    if (ref.to->parent && ref.to->parent != self_->parent && ref.to->kind->shape) add_with_shape(*ref.to->parent, false);
  }

  void named(std::string& name, const Field& field) override {
    auto& kind = *find_kind(field.options.names);
    if (auto to = catalog_.find(make_address(kind, "", name, nullptr)); to && to != self_) add(*to, kind.cluster);
  }

  void name(Name& name, const Field& field) override {
    if (field.options.space.empty()) return;
    auto found = names_.find(field.options.space, name.schema, name.name, path());
    for (auto to : found)
      if (to != self_) add(*to, false);
    // As the server's catalogs tell it: with the schema where that is not the own one.
    if (!found.empty()) name.schema = found.front()->schema == self_->schema ? "" : found.front()->schema;
  }

  void column(ColumnName& column, const Field&) override {
    auto table = self_->parent;
    std::vector<std::string_view> columns;
    if (!table) return;
    for (auto child : table->children) {
      if (!child->kind->shape || !child->kind->is_column) continue;
      if (child->name == column.name) return add(*child, false);
      columns.push_back(child->name);
    }
    if (columns.empty()) return;  // a view's columns follow from its query
    out_.error("unknown-column", column.where, fmt::format("{} has no column \"{}\"", table->address, column.name),
               many_mistakes(out_) ? "" : column_help(column.name, columns));
  }

  static std::string column_help(const std::string& name, const std::vector<std::string_view>& columns) {
    constexpr size_t kListed = 40;
    auto help = did_you_mean(name, columns);
    if (!help.empty()) return help;
    if (columns.size() > kListed) return fmt::format("it has {} others", columns.size());
    return fmt::format("its columns: {}", fmt::join(columns, ", "));
  }

  void type(Type& type, const Field&) override {
    // A routine can name a type before it is whole: it may be one of those that make it so.
    if (type.named.to && type.named.to->kind->circular)
      for (auto child : type.named.to->children)
        if (child->kind->shape && child != self_) add(*child, self_->kind->late_bound != nullptr);
    if (type.named.to || type.text.empty()) return;
    if (type.text.find_first_of("\"(.") == std::string::npos && is_plain(type.text)) return;
    auto [known, fresh] = found_.try_emplace({SqlContext::none, "", type.text});
    if (fresh) known->second = sql::names_in_type(type.text);
    for (auto& name : known->second.names) {
      link(type, name);
      add_named(name, "type", false);
    }
  }

  /// A type in sql("...") that is one of the declared ones, or an array of it.
  void link(Type& type, const sql::Name& name) {
    auto found = names_.find("type", name.schema, name.name, path());
    if (found.size() != 1) return;
    auto written = sql::quote_qualified(name.schema, name.name);
    type.array = type.text == written + "[]";
    if (!type.array && type.text != written) return;
    type.named.to = found.front();
    type.named.address = found.front()->address;
  }

  /// Built-in types are words and spaces; only what might be a name of somebody's is parsed.
  bool is_plain(std::string_view text) {
    return names_.find("type", "", text.substr(0, text.find('[')), path()).empty();
  }

  void sql(Sql& sql, const Field& field) override {
    if (sql.empty() || field.options.sql == SqlContext::none) return;
    auto& found = names_of(sql, field);
    if (found.error && found.error->certain) {
      auto at = sql.origin ? sql.origin->at(found.error->offset, found.error->offset + 1) : self_->where;
      out_.error("sql-syntax", at, found.error->message, fmt::format("in \"{}\" of {}", field.name, self_->address));
    }
    bool guides = field.options.on_change == OnChange::guides;
    bool soft = guides || (self_->kind->late_bound && self_->kind->late_bound(*self_) && field.options.sql != SqlContext::expression);
    for (auto to : ambient_)
      if (!soft && to != self_) add(*to, true);
    for (auto& word : found.words) add_sibling(word, guides);
    for (auto& name : found.names) {
      auto space = space_of(name.kind);
      if (!add_named(name, space, soft) && name.kind == sql::NameKind::relation && !soft) check_relation(name, sql);
    }
  }

  /// What an expression on a table calls by this word, if that is a column: it is there, and as it shall be, before. Where
  /// one column is filled from others of its row, these come first.
  void add_sibling(std::string_view word, bool soft) {
    if (!self_->parent) return;
    for (auto child : self_->parent->children)
      if (child != self_ && child->kind->is_column && child->kind->shape && child->name == word) add(*child, soft);
  }

  static std::string_view space_of(sql::NameKind kind) {
    switch (kind) {
      case sql::NameKind::relation: return "relation";
      case sql::NameKind::routine: return "routine";
      case sql::NameKind::type: return "type";
      case sql::NameKind::operation: return "operator";
      case sql::NameKind::collation: return "collation";
      case sql::NameKind::ts_configuration: return "ts_configuration";
      case sql::NameKind::ts_dictionary: return "ts_dictionary";
    }
    return {};
  }

  /// Most defaults and many conditions are written more than once.
  const sql::Names& names_of(const Sql& sql, const Field& field) {
    auto language = field.options.sql == SqlContext::body ? language_of(field) : std::string();
    auto [known, fresh] = found_.try_emplace({field.options.sql, language, sql.text});
    if (fresh) known->second = read_names(sql.text, field.options.sql, language);
    return known->second;
  }

  static sql::Names read_names(const std::string& text, SqlContext context, const std::string& language) {
    switch (context) {
      case SqlContext::query: return sql::names_in_query(text);
      case SqlContext::expression: return sql::names_in_expression(text);
      case SqlContext::commands: return sql::names_in_body(text, "sql");
      default: return sql::names_in_body(text, language);
    }
  }

  /// The value of the sibling field that says which language a body is in.
  std::string language_of(const Field& field) const {
    for (auto& f : self_->kind->fields)
      if (f.name == field.options.language) return static_cast<const Word*>(f.of(self_))->text;
    return "sql";
  }

  /// Where unqualified names are looked for: in the own schema first.
  const std::vector<std::string>& path() {
    auto [known, fresh] = paths_.try_emplace(self_->schema, options_.search_path);
    if (fresh && !self_->schema.empty()) known->second.insert(known->second.begin(), self_->schema);
    return known->second;
  }

  bool add_named(const sql::Name& name, std::string_view space, bool soft) {
    auto found = names_.find(space, name.schema, name.name, path());
    for (auto r : found) add_with_shape(*r, soft);
    return !found.empty();
  }

  /// An undeclared relation is an error where the files are the whole truth about the schema that it would be in.
  void check_relation(const sql::Name& name, const Sql& sql) {
    bool ours = name.schema.empty() || schemas_.contains(name.schema);
    bool system = name.name.starts_with("pg_") || name.schema == "information_schema";
    if (!ours || system || is_extension_relation(name.name)) return;
    auto full = name.schema.empty() ? name.name : name.schema + "." + name.name;
    auto at = sql.origin ? sql.origin->at(name.begin, name.end) : self_->where;
    auto help = many_mistakes(out_) ? std::string() : did_you_mean(name.name, names_.relations());
    if (auto elsewhere = names_.schema_with(name.name); !elsewhere.empty()) help = fmt::format("there is one in another schema: write {}.{}", elsewhere, name.name);
    out_.error("unknown-relation", at, fmt::format("{} names \"{}\", which is not declared", self_->address, full), help);
  }

  Catalog& catalog_;
  const ResolveOptions& options_;
  Diagnostics& out_;
  SqlNames names_;
  std::set<std::string, std::less<>> schemas_;
  std::map<std::tuple<SqlContext, std::string, std::string>, sql::Names> found_;  ///< by context (none: a type), language and text
  std::unordered_map<std::string, std::vector<std::string>> paths_;               ///< by schema
  std::vector<Resource*> ambient_;
  Resource* self_ = nullptr;
};

}  // namespace

void find_needs(Catalog& catalog, const ResolveOptions& options, Diagnostics& out) { NeedsFinder(catalog, options, out).run(); }

}  // namespace schema
