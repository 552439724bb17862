#include <cstdint>
#include <cstdlib>
#include <string>

#include "../ast_text.hpp"
#include "syntax/format.hpp"
#include "syntax/parse.hpp"

using namespace schema;

/// Any text parses without a crash; what formats stays the same tree, and formats to itself.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  SourceFile file("fuzz.schema", std::string(reinterpret_cast<const char*>(data), size));
  Diagnostics diagnostics;
  auto tree = syntax::to_text(syntax::parse(file, diagnostics));
  for (const Diagnostic& problem : diagnostics.all()) render(problem, false);

  Diagnostics again;
  auto formatted = syntax::format(file, again);
  if (formatted.has_value() == diagnostics.has_errors()) abort();
  if (!formatted) return 0;

  SourceFile second("formatted.schema", *formatted);
  Diagnostics none;
  if (syntax::to_text(syntax::parse(second, none)) != tree || none.has_errors()) abort();
  if (syntax::format(second, none) != formatted) abort();
  return 0;
}
