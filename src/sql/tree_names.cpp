#include "sql/tree_names.hpp"

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>

#include "sql/cte_scopes.hpp"
#include "sql/lex.hpp"

namespace schema::sql {
namespace {

using Json = nlohmann::json;

/// What was read of a node that names something.
struct Node {
  std::vector<std::string> parts;  ///< of a routine's or type's name
  std::string schema, relation;    ///< of a RangeVar
  std::string constant;            ///< of an A_Const, or of the first that a cast or call holds
  std::string cast_to;
  int64_t constant_location = -1;
};

/// An object or array of the tree that is open. Kept small: a tree may be hundreds of thousands deep.
struct Frame {
  std::string opened_by;  ///< the key it stands under; an array's elements have the array's
  std::string key;        ///< the key whose value comes next
  size_t scope = CteScopes::none;
  int64_t location = -1;
  bool array = false;
  bool percent_type = false;
  bool is_type = false;
  std::unique_ptr<Node> holds;

  Node& node() {
    if (!holds) holds = std::make_unique<Node>();
    return *holds;
  }
};

/// A relation whose name may yet turn out to be a CTE's.
struct Candidate {
  size_t name;  ///< index in the names
  size_t scope;
};

bool names_node(std::string_view key) { return !key.empty() && key[0] >= 'A' && key[0] <= 'Z'; }

bool opens_query(std::string_view key) {
  return key == "SelectStmt" || key == "InsertStmt" || key == "UpdateStmt" || key == "DeleteStmt" ||
         key == "MergeStmt" || key == "larg" || key == "rarg";
}

/// Reads the tree as a stream, without recursion: its depth is the user's.
class Walker : public nlohmann::json_sax<Json> {
 public:
  Walker(std::string_view sql, TreeNames& found) : sql_(sql), found_(found) {}

  bool null() override { return true; }
  bool number_float(double, const std::string&) override { return true; }
  bool binary(Json::binary_t&) override { return true; }
  bool parse_error(size_t, const std::string&, const Json::exception&) override { return false; }

  bool boolean(bool value) override {
    if (value && top().key == "pct_type") top().percent_type = true;
    if (value && top().key == "recursive" && top().opened_by == "withClause") scopes_.set_recursive(top().scope);
    return true;
  }
  bool number_unsigned(uint64_t value) override { return number_integer(static_cast<int64_t>(value)); }
  bool number_integer(int64_t value) override {
    if (top().key == "location") top().location = value;
    if (top().key == "typemod") top().is_type = true;
    return true;
  }
  bool key(std::string& key) override {
    top().key = key;
    return true;
  }
  bool start_array(size_t) override {
    push(true);
    return true;
  }
  bool end_array() override {
    --depth_;
    return true;
  }
  bool start_object(size_t) override {
    push(false);
    return true;
  }
  bool string(std::string& value) override;
  bool end_object() override;

  void leave_out_ctes();

 private:
  Frame& top() { return frames_[depth_ - 1]; }
  /// The frame `n` above the top one; the tree is at least that deep wherever this is asked.
  Frame& above(size_t n) { return frames_[depth_ - 1 - n]; }

  void push(bool array);
  void keep_constant();
  void relation();
  void named(NameKind kind);
  void routine();
  void type();
  void cast();
  Name* add(NameKind kind, std::string_view schema, std::string_view name, int64_t location);
  void add_constant(NameKind kind, const Frame& frame);

  std::string_view sql_;
  TreeNames& found_;
  std::vector<Frame> frames_;
  size_t depth_ = 0;
  CteScopes scopes_;
  std::vector<Candidate> candidates_;
};

void Walker::push(bool array) {
  constexpr size_t statement_depth = 4;  // {stmts: [{stmt: {SelectStmt: ...
  if (frames_.size() == depth_) frames_.emplace_back();
  Frame& frame = frames_[depth_];
  frame = Frame{};
  frame.array = array;
  if (depth_ > 0) {
    const Frame& parent = frames_[depth_ - 1];
    frame.opened_by = parent.array ? parent.opened_by : parent.key;
    frame.scope = parent.scope;
  }
  if (!array) {
    if (depth_ == statement_depth) found_.statements.push_back(frame.opened_by);
    if (opens_query(frame.opened_by)) frame.scope = scopes_.open_query(frame.scope);
    if (frame.opened_by == "CommonTableExpr") frame.scope = scopes_.open_cte(frame.scope);
  }
  ++depth_;
}

bool Walker::string(std::string& value) {
  Frame& frame = top();
  if (frame.key == "sval") {
    if (frame.opened_by == "String" && depth_ > 3) {  // names: [{String: {sval
      const Frame& list = above(2);
      bool operation = list.opened_by == "name" && (above(3).opened_by == "A_Expr" || above(3).opened_by == "a_expr");
      if (list.array && (list.opened_by == "names" || list.opened_by == "funcname" || list.opened_by == "collname" || operation)) {
        above(3).node().parts.push_back(std::move(value));
      }
    } else if (frame.opened_by == "sval" && depth_ > 1) {  // A_Const: {sval: {sval
      above(1).node().constant = std::move(value);
    }
  } else if (frame.key == "relname") {
    frame.node().relation = std::move(value);
  } else if (frame.key == "schemaname") {
    frame.node().schema = std::move(value);
  } else if (frame.key == "ctename" && frame.opened_by == "CommonTableExpr" && depth_ > 1) {
    scopes_.add_cte(above(1).scope, std::move(value));
  }
  return true;
}

bool Walker::end_object() {
  const Frame& frame = top();
  if (frame.holds) {
    if (!frame.holds->relation.empty()) {
      relation();
    } else if (frame.opened_by == "FuncCall" || frame.opened_by == "funccall") {
      routine();
    } else if (frame.opened_by == "A_Expr" || frame.opened_by == "a_expr") {
      named(NameKind::operation);
    } else if (frame.opened_by == "CollateClause" || frame.opened_by == "collClause") {
      named(NameKind::collation);
    } else if (frame.opened_by == "TypeCast") {
      cast();
    } else if (frame.is_type && !frame.holds->parts.empty()) {
      type();
    } else if (frame.opened_by == "A_Const") {
      keep_constant();
    }
  }
  --depth_;
  return true;
}

/// Hands a string constant to the cast or call that it is the (first) argument of.
void Walker::keep_constant() {
  const Frame& constant = top();
  for (size_t i = depth_ - 1; i-- > 0;) {
    Frame& owner = frames_[i];
    if (owner.array || (!names_node(owner.opened_by) && owner.opened_by != "funccall")) continue;
    if (owner.node().constant.empty()) {
      owner.node().constant = constant.holds->constant;
      owner.node().constant_location = constant.location;
    }
    return;
  }
}

Name* Walker::add(NameKind kind, std::string_view schema, std::string_view name, int64_t location) {
  if (name.empty() || is_system_schema(schema)) return nullptr;
  Name found{kind, std::string(schema), std::string(name)};
  if (location > 0 && static_cast<size_t>(location) < sql_.size()) {
    const auto begin = static_cast<uint32_t>(location);
    const uint32_t end = read_name(sql_, begin).end;
    found.begin = begin;
    found.end = end > begin ? end : begin;
  }
  found_.names.push_back(std::move(found));
  return &found_.names.back();
}

void Walker::relation() {
  const Frame& frame = top();
  const std::string_view parent = depth_ > 1 ? std::string_view(above(1).opened_by) : "";
  const bool created = parent == "CreateStmt" || parent == "into" || parent == "intoClause" || parent == "ViewStmt" ||
                       parent == "CreateSeqStmt" || parent == "CompositeTypeStmt";
  if (created && frame.opened_by != "RangeVar") {
    if (frame.holds->schema.empty()) found_.created.push_back(frame.holds->relation);
    return;
  }
  // The target of INSERT, UPDATE and DELETE stands under `relation` and is never a CTE.
  if (add(NameKind::relation, frame.holds->schema, frame.holds->relation, frame.location) &&
      frame.holds->schema.empty() && frame.opened_by == "RangeVar") {
    candidates_.push_back({found_.names.size() - 1, frame.scope});
  }
}

/// An operator or collation, whose name is a list of its own.
void Walker::named(NameKind kind) {
  const Frame& frame = top();
  auto& parts = frame.holds->parts;
  if (parts.empty()) return;
  add(kind, parts.size() > 1 ? std::string_view(parts[parts.size() - 2]) : "", parts.back(), -1);
}

void Walker::routine() {
  const Frame& frame = top();
  if (frame.holds->parts.empty()) return;
  const std::string& name = frame.holds->parts.back();
  const bool takes_sequence = name == "nextval" || name == "currval" || name == "setval";
  const std::string_view schema =
      frame.holds->parts.size() > 1 ? std::string_view(frame.holds->parts[frame.holds->parts.size() - 2]) : "";
  add(NameKind::routine, schema, name, frame.location);
  if (takes_sequence && !frame.holds->constant.empty()) add_constant(NameKind::relation, frame);
}

void Walker::type() {
  Frame& frame = top();
  std::vector<std::string>& parts = frame.holds->parts;
  if (depth_ > 1 && above(1).opened_by == "TypeCast") above(1).node().cast_to = parts.back();
  if (frame.percent_type) parts.pop_back();
  if (parts.empty()) return;
  const std::string_view schema = parts.size() > 1 ? std::string_view(parts[parts.size() - 2]) : "";
  add(frame.percent_type ? NameKind::relation : NameKind::type, schema, parts.back(), frame.location);
}

void Walker::cast() {
  const Frame& frame = top();
  if (frame.holds->constant.empty()) return;
  if (frame.holds->cast_to == "regclass") add_constant(NameKind::relation, frame);
  if (frame.holds->cast_to == "regproc" || frame.holds->cast_to == "regprocedure")
    add_constant(NameKind::routine, frame);
  if (frame.holds->cast_to == "regtype") add_constant(NameKind::type, frame);
  if (frame.holds->cast_to == "regconfig") add_constant(NameKind::ts_configuration, frame);
  if (frame.holds->cast_to == "regdictionary") add_constant(NameKind::ts_dictionary, frame);
  if (frame.holds->cast_to == "regcollation") add_constant(NameKind::collation, frame);
}

/// A name inside a string constant; its range is the whole constant.
void Walker::add_constant(NameKind kind, const Frame& frame) {
  const WrittenName written = read_name(frame.holds->constant, 0);
  Name* name = written.end > 0 ? add(kind, written.schema, written.name, frame.holds->constant_location) : nullptr;
  if (name && name->begin > 0) name->end = std::max(Lexer(sql_, name->begin).next().end, name->begin);
}

void Walker::leave_out_ctes() {
  for (auto candidate = candidates_.rbegin(); candidate != candidates_.rend(); ++candidate) {
    if (!scopes_.sees(candidate->scope, found_.names[candidate->name].name)) continue;
    found_.names.erase(found_.names.begin() + static_cast<ptrdiff_t>(candidate->name));
  }
}

}  // namespace

bool is_system_schema(std::string_view schema) {
  return schema == "pg_catalog" || schema == "information_schema" || schema == "pg_temp";
}

WrittenName read_name(std::string_view text, uint32_t begin) {
  WrittenName found;
  Lexer lexer(text, begin);
  for (;;) {
    const Token part = lexer.next();
    if (part.kind != TokenKind::word && part.kind != TokenKind::quoted) return found;
    found.schema = std::move(found.name);
    found.name = identifier(text, part);
    found.end = part.end;
    if (!is_symbol(text, lexer.next(), ".")) return found;
  }
}

TreeNames names_in_tree(const std::string& tree, std::string_view sql) {
  TreeNames found;
  Walker walker(sql, found);
  Json::sax_parse(tree, &walker);
  walker.leave_out_ctes();
  return found;
}

}  // namespace schema::sql
