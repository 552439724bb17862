#include <fmt/format.h>

#include "lang/module_scope.hpp"
#include "lang/nodes.hpp"
#include "lang/number.hpp"
#include "lang/variables.hpp"

namespace schema::lang {

namespace {

/// One `data "sql"` block while it is read.
class Query {
 public:
  Query(Interpreter& in, const syntax::Block& block, const Scope& scope) : in_(in), block_(block), scope_(scope) {}

  Result value() {
    check_attributes(in_, block_.body, "data source \"sql\"", {"url", "query", "args"});
    for (auto& inner : block_.body.blocks)
      in_.fail("unknown-block", inner.header, "a data source holds only attributes: url, query, args");
    auto url = text_of("url"), query = text_of("query");
    auto args = arguments();
    if (!url || !query || !args) return {};
    auto& host = in_.options().host;
    if (!host.query)
      return in_.fail("no-database", block_.header, "a data source cannot be read here: there is no database");
    auto answer = host.query(url->as_text()->text, query->as_text()->text, *args);
    if (!answer.error.empty()) return failed(answer, *query);
    if (!in_.take_items(answer.rows.size() * (answer.columns.size() + 1), block_.header)) return {};
    auto out = result(std::move(answer));
    // The secret in a URL is not in the rows, but one that the query holds may be.
    return query->sensitive || secret_args_ ? as_sensitive(std::move(out), in_.budget()) : out;
  }

 private:
  /// A required string.
  Result text_of(std::string_view name) {
    auto attribute = find_attribute(block_.body, name);
    if (!attribute || !attribute->value)
      return in_.fail("missing-attribute", block_.header, fmt::format("a data source \"sql\" needs \"{}\"", name));
    auto value = in_.eval(*attribute->value, scope_);
    if (!value) return {};
    auto text = to_text(*value);
    if (text && !text->is_null() && text->as_text()->interpolations.empty()) return text;
    return in_.fail("wrong-type", attribute->value->where,
                    fmt::format("\"{}\" must be a string, not {}", name, describe(*value)));
  }

  /// `args`: what $1, $2, ... stand for.
  std::optional<std::vector<std::optional<std::string>>> arguments() {
    std::vector<std::optional<std::string>> out;
    auto attribute = find_attribute(block_.body, "args");
    if (!attribute || !attribute->value) return out;
    auto value = in_.eval(*attribute->value, scope_);
    if (!value) return {};
    auto list = value->as_list();
    if (!list)
      return in_.fail(
          "wrong-type", attribute->value->where,
          fmt::format("\"args\" must be a list, one value for each of $1, $2, ..., not {}", describe(*value)));
    secret_args_ = has_sensitive(*value, in_.budget());
    for (auto& item : *list) {
      auto text = to_text(item);
      if (!text)
        return in_.fail("wrong-type", item.where ? item.where : attribute->value->where,
                        fmt::format("an argument of a query must be a string, number or bool, not {}", describe(item)));
      out.push_back(text->is_null() ? std::nullopt : std::optional(text->as_text()->text));
    }
    return out;
  }

  /// The error at its place in the query, as far as that is known.
  Result failed(const QueryResult& answer, const Value& query) {
    auto attribute = find_attribute(block_.body, "query");
    auto where = answer.position ? attribute->value->where : block_.header;
    auto& origin = query.as_text()->origin;
    if (answer.position && origin) {
      auto at = static_cast<uint32_t>(*answer.position);
      where = origin->at(at, at + 1);
    }
    return in_.fail("query-failed", where,
                    fmt::format("the query of data source \"{}\" failed: {}", block_.labels[1].text, answer.error),
                    answer.help);
  }

  /// count, rows, values (the first column of each row) and value (the first of them).
  Value result(QueryResult answer) {
    List rows, values;
    for (auto& row : answer.rows) {
      if (!row.empty()) values.push_back(row[0]);
      Object columns;
      for (size_t i = 0; i < row.size(); ++i) columns.insert_or_assign(answer.columns[i], std::move(row[i]));
      rows.push_back(make_object(std::move(columns), block_.header));
    }
    Object out;
    out["count"] = Value(number_of(static_cast<int64_t>(rows.size())), block_.header);
    out["value"] = values.empty() ? Value() : values[0];
    out["values"] = make_list(std::move(values), block_.header);
    out["rows"] = make_list(std::move(rows), block_.header);
    return make_object(std::move(out), block_.header);
  }

  Interpreter& in_;
  const syntax::Block& block_;
  const Scope& scope_;
  bool secret_args_ = false;
};

}  // namespace

Result ModuleScope::compute_data(const syntax::Block& block) {
  auto& type = block.labels[0];
  if (type.text == "sql") return Query(run_.in, block, scope()).value();
  return run_.in.fail("unknown-data-source", type.where,
                      fmt::format("there is no kind of data source \"{}\"", type.text), "known: sql");
}

}  // namespace schema::lang
