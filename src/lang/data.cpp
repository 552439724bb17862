#include <fmt/format.h>

#include "lang/module_scope.hpp"
#include "lang/nodes.hpp"
#include "lang/number.hpp"
#include "lang/variables.hpp"

namespace schema::lang {

namespace {

/// A required string attribute of a data source.
std::optional<std::string> text_of(Interpreter& in, const syntax::Block& block, std::string_view name,
                                   const Scope& scope) {
  auto attribute = find_attribute(block.body, name);
  if (!attribute || !attribute->value)
    return in.fail("missing-attribute", block.header, fmt::format("a data source \"sql\" needs \"{}\"", name));
  auto value = in.eval(*attribute->value, scope);
  if (!value) return {};
  auto text = to_text(*value);
  if (text && !text->is_null()) return text->as_text()->text;
  return in.fail("wrong-type", attribute->value->where,
                 fmt::format("\"{}\" must be a string, not {}", name, describe(*value)));
}

}  // namespace

/// count, rows, values (the first column of each row) and value (the first of them).
Result ModuleScope::compute_data(const syntax::Block& block) {
  auto& in = run_.in;
  if (block.labels[0].text != "sql") {
    return in.fail("unknown-data-source", block.labels[0].where,
                   fmt::format("there is no kind of data source \"{}\"", block.labels[0].text), "known: sql");
  }
  check_attributes(in, block.body, "data source \"sql\"", {"url", "query"});
  auto url = text_of(in, block, "url", scope()), query = text_of(in, block, "query", scope());
  if (!url || !query) return {};
  auto& host = in.options().host;
  if (!host.query)
    return in.fail("no-database", block.header, "a data source cannot be read here: there is no database");
  List rows;
  std::string error;
  if (!host.query(*url, *query, rows, error))
    return in.fail("query-failed", block.header,
                   fmt::format("the query of data source \"{}\" failed: {}", block.labels[1].text, error));
  if (!in.take_items(rows.size(), block.header)) return {};
  List values;
  for (auto& row : rows)
    if (auto columns = row.as_object(); columns && !columns->empty()) values.push_back(columns->begin()->second);
  Object out;
  out["count"] = Value(number_of(static_cast<int64_t>(rows.size())), block.header);
  out["value"] = values.empty() ? Value() : values[0];
  out["values"] = make_list(std::move(values), block.header);
  out["rows"] = make_list(std::move(rows), block.header);
  return make_object(std::move(out), block.header);
}

}  // namespace schema::lang
