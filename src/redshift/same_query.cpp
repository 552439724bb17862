#include "redshift/same_query.hpp"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>

#include "sql/parse.hpp"

namespace schema::redshift {

namespace {

using Json = nlohmann::json;

/// One relation of a FROM list.
struct Source {
  std::string alias;
  std::vector<std::string> columns;  ///< empty if not known
};

struct Scope {
  std::vector<Source> sources;
  const Scope* outer = nullptr;
};

std::string text_of(const Json& string_node) {
  if (auto it = string_node.find("String"); it != string_node.end()) return it->value("sval", it->value("str", ""));
  return {};
}

Json string_node(const std::string& text) { return {{"String", {{"sval", text}}}}; }

Json column_ref(const std::string& alias, const std::string& name) {
  return {{"ColumnRef", {{"fields", Json::array({string_node(alias), string_node(name)})}}}};
}

/// Brings a parse tree to one form for all spellings of a query.
class Normaliser {
 public:
  explicit Normaliser(const ColumnsOf& columns) : columns_(columns) {}

  Json query(const Json& tree) {
    Json select = tree.at("stmts").at(0).at("stmt");
    return node(select, nullptr);
  }

  std::vector<std::string> names(const Json& normal) const {
    std::vector<std::string> names;
    auto select = normal.find("SelectStmt");
    if (select == normal.end()) return {};
    if (auto left = select->find("larg"); left != select->end()) return this->names(Json{{"SelectStmt", *left}});
    for (auto& target : select->value("targetList", Json::array())) {
      auto name = target.at("ResTarget").value("name", "");
      if (name.empty() || name == "*") return {};
      names.push_back(name);
    }
    return names;
  }

 private:
  Json node(const Json& in, const Scope* scope) {
    if (in.is_array()) {
      Json out = Json::array();
      for (auto& item : in) out.push_back(node(item, scope));
      return out;
    }
    if (!in.is_object()) return in;
    if (in.size() == 1) {
      auto& [name, body] = *in.items().begin();
      if (name == "SelectStmt") return {{"SelectStmt", select(body, scope)}};
      if (name == "ColumnRef") return column(body, scope);
      if (name == "RangeVar") return range(body);
      if (name == "A_Expr") return expression(body, scope);
      if (name == "BoolExpr") return boolean(body, scope);
      if (name == "TypeCast") return cast(body, scope);
      if (name == "FuncCall") return call(body, scope);
      if (name == "SortBy") return sort(body, scope);
    }
    return members(in, scope);
  }

  Json members(const Json& in, const Scope* scope) {
    Json out = Json::object();
    for (auto& [key, value] : in.items())
      if (key != "location" && key != "stmt_len" && key != "stmt_location" && key != "inh" && key != "relpersistence") out[key] = node(value, scope);
    return out;
  }

  // Queries ---------------------------------------------------------------------------------------------------------

  Json select(const Json& in, const Scope* outer) {
    if (in.contains("larg")) {
      Json out = members(in, outer);
      for (auto side : {"larg", "rarg"}) out[side] = select(in.at(side), outer);
      return out;
    }
    auto ctes = ctes_;
    if (auto with = in.find("withClause"); with != in.end()) remember(*with, outer);
    Scope scope{{}, outer};
    if (auto from = in.find("fromClause"); from != in.end())
      for (auto& item : *from) gather(item, scope, outer);
    Json out = members(in, &scope);
    if (in.contains("targetList")) out["targetList"] = targets(in.at("targetList"), scope);
    for (auto clause : {"groupClause", "sortClause"})
      if (out.contains(clause)) out[clause] = by_number(out[clause], out["targetList"]);
    ctes_ = std::move(ctes);
    return out;
  }

  void remember(const Json& with, const Scope* outer) {
    for (auto& item : with.value("ctes", Json::array())) {
      auto& cte = item.at("CommonTableExpr");
      ctes_[cte.value("ctename", "")] = names(node(cte.at("ctequery"), outer));
    }
  }

  void gather(const Json& item, Scope& scope, const Scope* outer) {
    auto alias_of = [](const Json& body) { return body.contains("alias") ? body.at("alias").value("aliasname", "") : std::string(); };
    if (auto range = item.find("RangeVar"); range != item.end()) {
      auto schema = range->value("schemaname", ""), name = range->value("relname", "");
      auto alias = alias_of(*range);
      auto cte = schema.empty() ? ctes_.find(name) : ctes_.end();
      scope.sources.push_back({alias.empty() ? name : alias, cte == ctes_.end() ? columns_(schema, name) : cte->second});
    } else if (auto join = item.find("JoinExpr"); join != item.end()) {
      gather(join->at("larg"), scope, outer);
      gather(join->at("rarg"), scope, outer);
    } else if (auto sub = item.find("RangeSubselect"); sub != item.end()) {
      scope.sources.push_back({alias_of(*sub), names(node(sub->at("subquery"), outer))});
    } else if (item.is_object() && item.size() == 1) {
      scope.sources.push_back({alias_of(item.items().begin().value()), {}});
    }
  }

  Json targets(const Json& list, const Scope& scope) {
    Json out = Json::array();
    for (auto& target : list) {
      auto& body = target.at("ResTarget");
      if (expand_star(body, scope, out)) continue;
      Json value = node(body.at("val"), &scope);
      auto name = body.value("name", "");
      out.push_back({{"ResTarget", {{"name", name.empty() ? usual_name(body.at("val")) : name}, {"val", value}}}});
    }
    return out;
  }

  /// `*` and `t.*`, where the columns are known.
  bool expand_star(const Json& body, const Scope& scope, Json& out) {
    auto& value = body.at("val");
    if (!value.contains("ColumnRef")) return false;
    auto& fields = value.at("ColumnRef").at("fields");
    if (!fields.back().contains("A_Star")) return false;
    std::vector<const Source*> wanted;
    for (auto& source : scope.sources)
      if (fields.size() == 1 || source.alias == text_of(fields[fields.size() - 2])) wanted.push_back(&source);
    if (wanted.empty() || std::any_of(wanted.begin(), wanted.end(), [](auto s) { return s->columns.empty(); })) {
      out.push_back({{"ResTarget", {{"name", "*"}, {"val", node(value, &scope)}}}});
      return true;
    }
    for (auto source : wanted)
      for (auto& c : source->columns) out.push_back({{"ResTarget", {{"name", c}, {"val", column_ref(source->alias, c)}}}});
    return true;
  }

  /// How the server calls a column without a name.
  static std::string usual_name(const Json& value) {
    if (value.contains("ColumnRef")) return text_of(value.at("ColumnRef").at("fields").back());
    if (value.contains("FuncCall")) return text_of(value.at("FuncCall").at("funcname").back());
    if (value.contains("TypeCast")) {
      auto inner = usual_name(value.at("TypeCast").at("arg"));
      return inner == "?column?" ? text_of(value.at("TypeCast").at("typeName").at("names").back()) : inner;
    }
    if (value.contains("CaseExpr")) return "case";
    if (value.contains("CoalesceExpr")) return "coalesce";
    return "?column?";
  }

  /// GROUP BY 1
  static Json by_number(const Json& clause, const Json& targets) {
    Json out = clause;
    for (auto& item : out) {
      Json* value = item.contains("SortBy") ? &item["SortBy"]["node"] : &item;
      if (!value->contains("A_Const") || !value->at("A_Const").contains("ival")) continue;
      auto number = value->at("A_Const").at("ival").value("ival", 0);
      if (number >= 1 && static_cast<size_t>(number) <= targets.size()) *value = Json(targets[static_cast<size_t>(number) - 1].at("ResTarget").at("val"));
    }
    return out;
  }

  // Names -----------------------------------------------------------------------------------------------------------

  Json column(const Json& body, const Scope* scope) {
    std::vector<std::string> parts;
    for (auto& field : body.at("fields")) {
      if (field.contains("A_Star")) return members({{"ColumnRef", body}}, scope);
      parts.push_back(text_of(field));
    }
    if (parts.size() >= 2) return column_ref(parts[parts.size() - 2], parts.back());
    for (auto level = scope; level; level = level->outer) {
      if (level->sources.size() == 1 && (level->sources[0].columns.empty() || holds(level->sources[0], parts[0]))) return column_ref(level->sources[0].alias, parts[0]);
      for (auto& source : level->sources)
        if (holds(source, parts[0])) return column_ref(source.alias, parts[0]);
    }
    return {{"ColumnRef", {{"fields", Json::array({string_node(parts[0])})}}}};
  }

  static bool holds(const Source& source, const std::string& column) {
    return std::find(source.columns.begin(), source.columns.end(), column) != source.columns.end();
  }

  Json range(const Json& body) {
    auto name = body.value("relname", "");
    auto alias = body.contains("alias") ? body.at("alias").value("aliasname", "") : name;
    return {{"RangeVar", {{"schema", body.value("schemaname", "")}, {"name", name}, {"alias", alias}}}};
  }

  // Expressions -----------------------------------------------------------------------------------------------------

  Json operation(const std::string& op, Json left, Json right) {
    return {{"A_Expr", {{"kind", "AEXPR_OP"}, {"name", Json::array({string_node(op)})}, {"lexpr", std::move(left)}, {"rexpr", std::move(right)}}}};
  }

  Json expression(const Json& body, const Scope* scope) {
    auto kind = body.value("kind", "");
    auto left = node(body.value("lexpr", Json()), scope);
    if (kind == "AEXPR_IN") {
      bool equal = text_of(body.at("name").at(0)) == "=";
      Json args = Json::array();
      for (auto& item : body.at("rexpr").at("List").at("items")) args.push_back(operation(equal ? "=" : "<>", left, node(item, scope)));
      return args.size() == 1 ? args[0] : Json{{"BoolExpr", {{"boolop", equal ? "OR_EXPR" : "AND_EXPR"}, {"args", args}}}};
    }
    if (kind == "AEXPR_BETWEEN") {
      auto& bounds = body.at("rexpr").at("List").at("items");
      Json args = Json::array({operation(">=", left, node(bounds.at(0), scope)), operation("<=", left, node(bounds.at(1), scope))});
      return {{"BoolExpr", {{"boolop", "AND_EXPR"}, {"args", args}}}};
    }
    Json out = members(body, scope);
    if (kind == "AEXPR_LIKE" || kind == "AEXPR_ILIKE") out["kind"] = "AEXPR_OP";
    return {{"A_Expr", out}};
  }

  Json boolean(const Json& body, const Scope* scope) {
    Json args = Json::array();
    for (auto& arg : body.at("args")) {
      auto one = node(arg, scope);
      bool same = one.contains("BoolExpr") && one.at("BoolExpr").at("boolop") == body.at("boolop") && body.at("boolop") != "NOT_EXPR";
      if (same)
        for (auto& inner : one.at("BoolExpr").at("args")) args.push_back(inner);
      else
        args.push_back(one);
    }
    return {{"BoolExpr", {{"boolop", body.at("boolop")}, {"args", args}}}};
  }

  /// The server writes casts between texts out that nobody wrote.
  Json cast(const Json& body, const Scope* scope) {
    auto& type = body.at("typeName");
    auto name = text_of(type.at("names").back());
    bool plain = !type.contains("typmods") && !type.contains("arrayBounds");
    if (plain && (name == "text" || name == "varchar" || name == "bpchar" || name == "unknown")) return node(body.at("arg"), scope);
    return {{"TypeCast", members(body, scope)}};
  }

  Json call(const Json& body, const Scope* scope) {
    Json out = members(body, scope);
    out["funcname"] = Json::array({body.at("funcname").back()});
    out.erase("funcformat");
    return {{"FuncCall", out}};
  }

  Json sort(const Json& body, const Scope* scope) {
    Json out = members(body, scope);
    if (out.value("sortby_dir", "") == "SORTBY_ASC") out["sortby_dir"] = "SORTBY_DEFAULT";
    return {{"SortBy", out}};
  }

  const ColumnsOf& columns_;
  std::map<std::string, std::vector<std::string>> ctes_;
};

std::optional<Json> normal(const std::string& query, const ColumnsOf& columns) try {
  auto parsed = sql::parse_statements(query);
  if (parsed.error) return std::nullopt;
  return Normaliser(columns).query(Json::parse(parsed.tree));
} catch (const Json::exception&) {
  return std::nullopt;  // a tree of a form that is not expected: not known to be the same
}

}  // namespace

bool same_query(const std::string& a, const std::string& b, const ColumnsOf& columns) {
  auto left = normal(a, columns), right = normal(b, columns);
  return left && right && *left == *right;
}

std::vector<std::string> output_names(const std::string& query, const ColumnsOf& columns) {
  auto tree = normal(query, columns);
  return tree ? Normaliser(columns).names(*tree) : std::vector<std::string>();
}

}  // namespace schema::redshift
