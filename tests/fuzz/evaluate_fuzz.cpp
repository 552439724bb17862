#include <cstdint>
#include <string>

#include "lang/evaluate.hpp"
#include "syntax/parse.hpp"

using namespace schema;

/// Any text evaluates to blocks or diagnostics: no crash, no hang, no memory without bound. Every file that it asks for
/// is the text itself, so modules and imports that never end are tried as well.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::string text(reinterpret_cast<const char*>(data), size);
  Sources sources;
  Diagnostics diagnostics;
  auto body = syntax::parse(sources.add("/fuzz/a.schema", text), diagnostics);
  lang::Options options;
  options.sources = &sources;
  options.is_type = [](std::string_view name) { return name == "varchar"; };
  options.host.root = "/fuzz";
  options.host.getenv = [](const std::string&) { return "value"; };
  options.host.now = [] { return int64_t{1714567890}; };
  options.host.read_file = [&](const std::string& path, std::string& out) {
    constexpr size_t kLongestPath = 4096;  // as file systems have it
    out = text;
    return path.size() < kLongestPath;
  };
  options.host.list_files = [](const std::string&, std::vector<std::string>& files) {
    files = {"a.schema", "b.schema"};
    return true;
  };
  options.host.query = [](const std::string&, const std::string& query, const auto&) {
    lang::QueryResult out;
    out.columns = {"a"};
    out.rows = {{lang::make_text(query)}};
    return out;
  };
  lang::evaluate({&body}, options, diagnostics);
  for (const Diagnostic& problem : diagnostics.all()) render(problem, false);
  return 0;
}
