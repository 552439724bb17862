#include "syntax/parse.hpp"

#include "syntax/check_text.hpp"
#include "syntax/errors.hpp"
#include "syntax/reader.hpp"

namespace schema::syntax {
namespace {

constexpr std::string_view expression_prefix = "_=";

}  // namespace

Body parse(const SourceFile& file, Diagnostics& diagnostics) {
  if (!check_text(file, diagnostics)) return {{}, {}, {&file, 0, 0}};
  Tree tree(file.text());
  Problems problems(file, file.text(), 0);
  Reader reader(file, file.text(), 0, problems.found());
  Body body = reader.body(tree.root());
  body.where = {&file, 0, static_cast<uint32_t>(file.text().size())};
  problems.report(tree.root(), diagnostics);
  if (auto end = static_cast<uint32_t>(tree.read()); end < file.text().size())
    diagnostics.error("syntax", {&file, end, end}, "what follows is not read: there are too many mistakes before it");
  return body;
}

ExprPtr parse_expression(const SourceFile& file, Diagnostics& diagnostics) {
  auto null_literal = [&] { return std::make_unique<Expr>(Expr{{&file, 0, 0}, NullLit{}}); };
  if (!check_text(file, diagnostics)) return null_literal();
  std::string text = std::string(expression_prefix) + file.text();
  auto shift = static_cast<uint32_t>(expression_prefix.size());
  Tree tree(text);
  Problems problems(file, text, shift);
  Reader reader(file, text, shift, problems.found());
  Body body = reader.body(tree.root());
  if (body.attributes.size() > 1 || !body.blocks.empty()) {
    problems.found().error("syntax", {&file, 0, static_cast<uint32_t>(file.text().size())},
                           "expected a single expression");
  }
  problems.report(tree.root(), diagnostics);
  if (body.attributes.empty() || !body.attributes.front().value) return null_literal();
  return std::move(body.attributes.front().value);
}

}  // namespace schema::syntax
