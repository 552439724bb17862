// What every kind must have, whoever adds one.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>

#include "model/decode.hpp"
#include "postgres/support.hpp"

using namespace schema;

namespace {

std::string read(const std::filesystem::path& path) {
  std::ifstream in(path);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

void check_fields(std::string_view owner, std::span<const Field> fields, const void* blank) {
  for (auto& field : fields) {
    INFO(owner << "." << field.name);
    CHECK(!field.doc.empty());
    CHECK(field.doc.ends_with("."));
    CHECK(bool(field.type != nullptr));
    CHECK(field.type->equal(field.of(blank), field.of(blank)));
    if (field.options.sql == SqlContext::body) CHECK(!field.options.language.empty());
    if (field.type->record) check_fields(field.name, field.type->record->fields(), field.type->record->blank());
  }
}

}  // namespace

TEST_CASE("every kind is documented, and each of its fields has a type and a doc sentence") {
  for (auto kind : all_kinds()) {
    INFO(kind->name);
    CHECK(!kind->doc.empty());
    CHECK(!kind->manual.empty());
    CHECK(bool(kind->make != nullptr));
    CHECK((kind->scope == Scope::child) == (!kind->parents.empty() || kind->implied));
    for (auto parent : kind->parents) CHECK_MESSAGE(bool(find_kind(parent) != nullptr), parent);
    auto written = [](const Field& field) { return !field.options.hidden; };
    if (!kind->attribute.empty()) CHECK(std::count_if(kind->fields.begin(), kind->fields.end(), written) == 1);
    check_fields(kind->name, kind->fields, &blank(*kind));
  }
}

TEST_CASE("PostgreSQL can make and drop every kind, and alter it where a field asks for that") {
  for (auto kind : all_kinds()) {
    INFO(kind->name);
    if (!kind->backend.empty()) continue;
    auto& support = postgres::support(*kind);
    CHECK(bool(support.inspect != nullptr));
    if (!kind->intrinsic) CHECK(bool(support.render.create != nullptr));
    if (!kind->intrinsic) CHECK(bool(support.render.drop != nullptr));
    if (kind->folds) CHECK(bool(support.render.define != nullptr));
    if (kind->has_comment || kind->has_owner) CHECK(bool(support.render.target != nullptr));
    for (auto& field : kind->fields)
      if (field.options.on_change == OnChange::alter && !field.options.identity && field.options.backend.empty()) CHECK_MESSAGE(bool(support.render.alter != nullptr), field.name);
  }
}

TEST_CASE("each kind lives in a file of its name on both sides") {
  std::filesystem::path source = std::filesystem::path(SCHEMA_ROOT) / "src";
  for (auto kind : all_kinds())
    if (kind->backend.empty()) CHECK_MESSAGE(std::filesystem::exists(source / "postgres" / (std::string(kind->name) + ".cpp")), kind->name);
}

TEST_CASE("the generic parts name no kind's struct") {
  std::filesystem::path source = std::filesystem::path(SCHEMA_ROOT) / "src";
  std::regex kinds_include("#include \"kinds/");
  for (auto folder : {"text", "syntax", "lang", "model", "resolve", "diff", "plan"})
    for (auto& entry : std::filesystem::recursive_directory_iterator(source / folder))
      if (entry.is_regular_file()) CHECK_MESSAGE(!std::regex_search(read(entry.path()), kinds_include), entry.path().string());
}
