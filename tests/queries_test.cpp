// The editors' queries (grammar/queries): each compiles over the grammar, finds in tests/queries/sample.schema what its
// editor's golden file says, and knows the attributes of all kinds. SCHEMA_ACCEPT=1 rewrites the golden files.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "model/field_type.hpp"
#include "schema/kind.hpp"
#include "support/query.hpp"

namespace fs = std::filesystem;
using namespace schema;
using namespace schema::test;

namespace {

const fs::path root = SCHEMA_ROOT;

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  REQUIRE_MESSAGE(in, path);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

/// An editor's queries and where they are.
struct Dialect {
  std::string name;
  fs::path folder;

  Query query(const std::string& file) const { return Query(read(folder / (file + ".scm"))); }
};

const Dialect dialects[] = {{"cli", root / "grammar/queries"},
                            {"nvim", root / "grammar/queries/nvim"},
                            {"helix", root / "grammar/queries/helix"},
                            {"zed", root / "grammar/queries/zed"}};

std::vector<fs::path> files(const fs::path& folder, std::string_view extension) {
  std::vector<fs::path> out;
  for (auto& entry : fs::directory_iterator(folder))
    if (entry.path().extension() == extension) out.push_back(entry.path());
  std::ranges::sort(out);
  return out;
}

/// The start of a text, as golden files show it.
std::string beginning(std::string text) {
  constexpr size_t kLongest = 40;
  text.erase(text.find_last_not_of(" \t\n") + 1);
  text.erase(0, text.find_first_not_of(" \t\n"));
  auto shown = text.substr(0, std::min(text.find('\n'), kLongest));
  return shown == text ? shown : shown + " ...";
}

/// What a query finds: a line a capture with the different texts.
std::string summary(const fs::path& file, const Parsed& sample) {
  Query query(read(file));
  std::map<std::string, std::set<std::string>> texts;
  if (file.stem() == "highlights")
    for (auto& [place, name] : query.colours(sample))
      texts[name].insert(beginning(sample.source().substr(place.first, place.second - place.first)));
  else
    for (auto& capture : query.captures(sample)) {
      texts[capture.name].insert(beginning(capture.text(sample.source())));
      if (!capture.language.empty()) texts["injection.language"].insert(capture.language);
    }
  std::string out = "== " + file.stem().string() + "\n";
  for (auto& [name, found] : texts) {
    std::string line;
    for (auto& text : found) line += (line.empty() ? "" : " | ") + text;
    out += name + ": " + line + "\n";
  }
  return out + "\n";
}

/// A name that is defined in a scope around it has the colour of its definition.
void apply_locals(const Query& locals, const Parsed& parsed, Colours& colours) {
  auto found = locals.captures(parsed);
  auto encloses = [](const Capture& outer, const Capture& inner) {
    return outer.start <= inner.start && inner.end <= outer.end;
  };
  for (auto& reference : found)
    for (auto& scope : found)
      for (auto& definition : found)
        if (reference.name == "local.reference" && scope.name == "local.scope" &&
            definition.name == "local.definition" && encloses(scope, reference) && encloses(scope, definition) &&
            reference.text(parsed.source()) == definition.text(parsed.source()))
          if (auto colour = colours.find({definition.start, definition.end}); colour != colours.end())
            colours[{reference.start, reference.end}] = colour->second;
}

/// `#  ^ keyword` below a line says what colours the place above the ^, and `# <- keyword` what is above the #.
void check_annotations(const fs::path& file, const Dialect& dialect) {
  Parsed parsed(read(file));
  auto colours = dialect.query("highlights").colours(parsed);
  apply_locals(dialect.query("locals"), parsed, colours);
  size_t above = 0, line_start = 0;
  std::stringstream lines(parsed.source());
  for (std::string line; std::getline(lines, line); line_start += line.size() + 1) {
    auto hash = line.find('#'), mark = line.find_first_of("^<", hash == std::string::npos ? 0 : hash);
    if (hash == std::string::npos || line.find_first_not_of(' ') != hash || mark == std::string::npos) {
      above = line_start;
      continue;
    }
    auto place = above + (line[mark] == '^' ? mark : hash);
    std::string innermost;
    size_t width = SIZE_MAX;
    for (auto& [range, name] : colours)
      if (range.first <= place && place < range.second && range.second - range.first < width)
        innermost = name, width = range.second - range.first;
    CHECK_MESSAGE(innermost == line.substr(line.find_last_of(' ') + 1), file.filename() << ": " << line);
  }
}

/// The leaves of a tree that nothing colours.
void find_plain(TSNode node, const Parsed& parsed, const Colours& colours, std::set<std::string>& out) {
  std::pair place{ts_node_start_byte(node), ts_node_end_byte(node)};
  if (place.first == place.second || colours.contains(place)) return;
  if (ts_node_child_count(node) == 0) out.insert(std::string(ts_node_type(node)) + " " + parsed.text(node));
  for (uint32_t i = 0; i < ts_node_child_count(node); ++i) find_plain(ts_node_child(node, i), parsed, colours, out);
}

/// The names of attributes, by what they hold.
struct Attributes {
  std::set<std::string> sql, types;

  Attributes() {
    for (auto kind : all_kinds()) add(kind->fields);
  }

  /// The values of a partition's bounds stand in lists, under names that hold no SQL elsewhere.
  static bool holds_sql(const Field& field) {
    bool list = field.type == &FieldTypeOf<std::vector<Sql>>::value;
    return field.options.sql != SqlContext::none && !field.options.literal && !list;
  }

  void add(std::span<const Field> fields) {
    for (auto& field : fields) {
      auto& options = field.options;
      if (options.hidden || options.label) continue;
      if (holds_sql(field)) sql.insert(std::string(field.name));
      if (holds_sql(field) && !options.alias.empty()) sql.insert(std::string(options.alias));
      if (field.type == &FieldTypeOf<Type>::value) types.insert(std::string(field.name));
      if (!field.type->record) continue;
      auto inner = field.type->record->fields();
      // The short form: `as = "a + b"` for `as { expr = "a + b" }`.
      if (holds_sql(inner.front())) sql.insert(std::string(options.list.empty() ? field.name : options.list));
      add(inner);
    }
  }
};

bool injects_sql(const Query& injections, const std::string& text) {
  Parsed parsed(text);
  return std::ranges::any_of(injections.captures(parsed), [&](const Capture& c) {
    return c.language == "sql" || (c.name == "injection.language" && c.text(text) == "SQL");
  });
}

}  // namespace

TEST_CASE("the queries of each editor find in the sample what its golden file says") {
  Parsed sample(read(root / "tests/queries/sample.schema"));
  REQUIRE(!ts_node_has_error(sample.root()));
  for (auto& dialect : dialects) {
    CAPTURE(dialect.name);
    std::string found;
    for (auto& file : files(dialect.folder, ".scm")) CHECK_NOTHROW_MESSAGE(found += summary(file, sample), file);
    auto golden = root / "tests/queries" / (dialect.name + ".golden");
    if (std::getenv("SCHEMA_ACCEPT")) std::ofstream(golden) << found;
    CHECK(found == read(golden));
  }
}

TEST_CASE("annotated files have the colours that they say") {
  for (auto& file : files(root / "grammar/test/highlight", ".schema")) check_annotations(file, dialects[0]);
}

TEST_CASE("nothing in the examples is without a colour") {
  for (auto& dialect : dialects) {
    CAPTURE(dialect.name);
    auto highlights = dialect.query("highlights");
    std::set<std::string> plain;
    for (auto folder : {"examples", "tests/corpus"})
      for (auto& entry : fs::recursive_directory_iterator(root / folder)) {
        if (entry.path().extension() != ".schema") continue;
        Parsed parsed(read(entry.path()));
        find_plain(parsed.root(), parsed, highlights.colours(parsed), plain);
      }
    CHECK_MESSAGE(plain.empty(), *plain.begin());
  }
}

TEST_CASE("every attribute that holds SQL is known to the injections") {
  Attributes attributes;
  CHECK(attributes.sql.contains("where"));
  for (auto& dialect : dialects) {
    CAPTURE(dialect.name);
    auto injections = dialect.query("injections");
    for (auto& name : attributes.sql) {
      CHECK_MESSAGE(injects_sql(injections, "x { " + name + " = \"1\" }"), name);
      CHECK_MESSAGE(injects_sql(injections, "x { " + name + " = <<EOT\n1\nEOT\n}"), name);
    }
    CHECK(injects_sql(injections, "x { default = sql(\"1\") }"));
    CHECK(injects_sql(injections, "x { any = <<-SQL\n1\nSQL\n}"));
    CHECK(!injects_sql(injections, "x { comment = \"1\" }"));
  }
}

TEST_CASE("every attribute that holds a type is known to the highlights") {
  Attributes attributes;
  CHECK(attributes.types.contains("return_set"));
  for (auto& dialect : dialects) {
    CAPTURE(dialect.name);
    auto highlights = dialect.query("highlights");
    for (auto& name : attributes.types) {
      Parsed parsed("x { " + name + " = abc }");
      auto colours = highlights.colours(parsed);
      auto start = static_cast<uint32_t>(parsed.source().find("abc"));
      CHECK_MESSAGE(colours.at({start, start + 3}).starts_with("type"), name);
    }
  }
}
