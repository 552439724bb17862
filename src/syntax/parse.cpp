#include "syntax/parse.hpp"

#include "syntax/check_text.hpp"
#include "syntax/errors.hpp"
#include "syntax/pieces.hpp"
#include "syntax/reader.hpp"

namespace schema::syntax {
namespace {

constexpr std::string_view expression_prefix = "_=";

/// Only whole files tell whether an attribute stands there twice.
std::optional<Body> read_piece(const Excerpt& piece) {
  Diagnostics found;
  Body body = read(piece, Tree(piece.text), found);
  if (!found.all().empty() || !body.attributes.empty()) return {};
  return body;
}

Body joined(std::vector<Body> pieces, Range where) {
  Body all{{}, {}, where};
  for (auto& piece : pieces) std::move(piece.blocks.begin(), piece.blocks.end(), std::back_inserter(all.blocks));
  return all;
}

}  // namespace

Body read(const Excerpt& excerpt, const Tree& tree, Diagnostics& out) {
  Problems problems(excerpt);
  Body body = Reader(excerpt, problems.found()).body(tree.root());
  problems.report(tree.root(), out);
  return body;
}

Body parse(const SourceFile& file, Diagnostics& diagnostics) {
  if (!check_text(file, diagnostics)) return {{}, {}, {&file, 0, 0}};
  Range where{&file, 0, static_cast<uint32_t>(file.text().size())};
  if (auto pieces = in_pieces(file, read_piece)) return joined(std::move(*pieces), where);
  Tree tree(file.text());
  Body body = read({file, file.text()}, tree, diagnostics);
  body.where = where;
  if (auto end = static_cast<uint32_t>(tree.read()); end < where.end)
    diagnostics.error("syntax", {&file, end, end}, "what follows is not read: there are too many mistakes before it");
  return body;
}

ExprPtr parse_expression(const SourceFile& file, Diagnostics& diagnostics) {
  auto null_literal = [&] { return std::make_unique<Expr>(Expr{{&file, 0, 0}, NullLit{}}); };
  if (!check_text(file, diagnostics)) return null_literal();
  std::string text = std::string(expression_prefix) + file.text();
  Excerpt excerpt{file, text, -static_cast<int64_t>(expression_prefix.size())};
  Tree tree(text);
  Problems problems(excerpt);
  Body body = Reader(excerpt, problems.found()).body(tree.root());
  if (body.attributes.size() > 1 || !body.blocks.empty()) {
    problems.found().error("syntax", {&file, 0, static_cast<uint32_t>(file.text().size())},
                           "expected a single expression");
  }
  problems.report(tree.root(), diagnostics);
  if (body.attributes.empty() || !body.attributes.front().value) return null_literal();
  return std::move(body.attributes.front().value);
}

}  // namespace schema::syntax
