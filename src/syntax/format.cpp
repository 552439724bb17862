#include "syntax/format.hpp"

#include "syntax/check_text.hpp"
#include "syntax/errors.hpp"
#include "syntax/layout.hpp"
#include "syntax/reader.hpp"

namespace schema::syntax {

std::optional<std::string> format(const SourceFile& file, Diagnostics& diagnostics) {
  if (!check_text(file, diagnostics)) return std::nullopt;
  Tree tree(file.text());
  Problems problems(file, file.text(), 0);
  Reader(file, file.text(), 0, problems.found()).body(tree.root());
  size_t before = diagnostics.error_count();
  problems.report(tree.root(), diagnostics);
  if (diagnostics.error_count() > before) return std::nullopt;
  return Layout(file.text()).file(tree.root());
}

}  // namespace schema::syntax
