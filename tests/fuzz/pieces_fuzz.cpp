#include <cstdint>
#include <cstdlib>
#include <string>

#include "../ast_text.hpp"
#include "syntax/format.hpp"
#include "syntax/layout.hpp"
#include "syntax/parse.hpp"

using namespace schema;

/// A large file (the text again and again) is the same read and laid out in pieces as it is as a whole.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::string text(reinterpret_cast<const char*>(data), size);
  std::string large;
  while (large.size() < 36 * 1024) large += text + "\n\n";
  SourceFile file("fuzz.schema", large);

  Diagnostics in_pieces;
  auto pieces = syntax::to_text(syntax::parse(file, in_pieces));
  if (in_pieces.has_errors()) return 0;

  syntax::Tree tree(file.text());
  Diagnostics at_once;
  auto whole = syntax::to_text(syntax::read({file, file.text()}, tree, at_once));
  if (at_once.has_errors() || pieces != whole) abort();

  auto formatted = syntax::format(file, in_pieces);
  if (!formatted || *formatted != syntax::Layout(file.text()).file(tree.root())) abort();
  return 0;
}
