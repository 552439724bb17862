#include "docs/examples.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "docs/reference.hpp"
#include "model/decode.hpp"
#include "syntax/format.hpp"

namespace schema::docs {

namespace {

std::string written_word(std::string_view word) {
  std::string out(word);
  std::replace(out.begin(), out.end(), ' ', '_');
  return out;
}

/// A name that may be a resource, by the namespace that it is looked up in.
std::string usual_name(std::string_view space) {
  static constexpr std::pair<std::string_view, std::string_view> kNames[] = {
      {"routine", "function.name"},
      {"collation", "\"C\""},
      {"operator", "\"<\""},
      {"operator_class", "\"text_pattern_ops\""},
  };
  for (auto& [known, name] : kNames)
    if (known == space) return std::string(name);
  return "\"name\"";
}

std::string listed(const std::string& value, bool is_list) { return is_list ? fmt::format("[{}]", value) : value; }

/// What a field whose values are all alike may hold.
std::string usual_value(const Field& field, const void* blank) {
  auto is = [&](const FieldType& type) { return field.type == &type; };
  auto& options = field.options;
  bool many = field.type->name.starts_with("list of");
  if (is(FieldTypeOf<bool>::value)) return *static_cast<const bool*>(field.of(blank)) ? "false" : "true";
  if (is(FieldTypeOf<std::optional<bool>>::value)) return "false";
  if (is(FieldTypeOf<std::optional<int64_t>>::value)) return "10";
  if (is(FieldTypeOf<ColumnName>::value)) return "column.a";
  if (is(FieldTypeOf<std::vector<ColumnName>>::value)) return "[column.a, column.b]";
  if (is(FieldTypeOf<Type>::value)) return "text";
  if (is(FieldTypeOf<Options>::value)) return "{ name = \"value\" }";
  if (is(FieldTypeOf<Name>::value) || is(FieldTypeOf<std::vector<Name>>::value))
    return listed(usual_name(options.space), many);
  if (!options.words.empty()) return listed(written_word(options.words.back()), many);
  if (!options.names.empty()) return listed(fmt::format("{}.name", find_kind(options.names)->keyword), many);
  if (!options.refs.empty()) return listed(fmt::format("{}.name", find_kind(options.refs.front())->keyword), many);
  bool text = is(FieldTypeOf<std::string>::value) || is(FieldTypeOf<std::optional<std::string>>::value);
  return text || is(FieldTypeOf<std::vector<std::string>>::value) ? listed("\"name\"", many) : "";
}

std::string indented(const std::string& text, const std::string& by) {
  std::string out;
  for (size_t at = 0; at < text.size();) {
    auto end = std::min(text.find('\n', at), text.size());
    out += by + text.substr(at, end - at) + "\n";
    at = end + 1;
  }
  return out;
}

/// The examples of what must be given, but for one field.
std::vector<std::string> required(std::span<const Field> fields, const Field* but, const void* blank) {
  std::vector<std::string> out;
  for (auto& field : fields)
    if (field.options.required && !field.options.label && &field != but) out.push_back(example_of(field, blank));
  return out;
}

std::string header(const Kind& kind) { return fmt::format("{}{}", kind.keyword, kind.default_name ? "" : " \"name\""); }

bool is_shown(const Field& field) { return !field.options.hidden && !field.options.label; }

}  // namespace

std::string example_of(const Field& field, const void* blank) {
  if (!field.options.example.empty()) return std::string(field.options.example);
  if (field.type->record) return record_block(field);
  auto value = usual_value(field, blank);
  return value.empty() ? value : fmt::format("{} = {}", field.name, value);
}

std::string record_block(const Field& field, const std::string& item) {
  auto fields = field.type->record->fields();
  auto blank = field.type->record->blank();
  bool labelled = std::any_of(fields.begin(), fields.end(), [](const Field& f) { return f.options.label; });
  auto items = required(fields, nullptr, blank);
  if (!item.empty()) items.push_back(item);
  if (items.empty()) items.push_back(example_of(fields.front(), blank));
  return fmt::format("{}{} {{ {} }}", field.name, labelled ? " \"name\"" : "", fmt::join(items, ", "));
}

namespace {

/// The block, inside the blocks that hold it.
std::string nested(const Kind& kind, const Field* field, const std::string& lines) {
  auto items = required(kind.fields, field, &blank(kind));
  if (!lines.empty()) items.push_back(lines);
  auto content = indented(fmt::format("{}", fmt::join(items, "\n")), kind.attribute.empty() ? "  " : "");
  auto text = !kind.attribute.empty() ? content : header(kind) + (content.empty() ? " {}\n" : " {\n" + content + "}\n");
  return kind.parents.empty() ? text : nested(*find_kind(kind.parents.front()), nullptr, text);
}

}  // namespace

std::string document(const Kind& kind, const Field* field, const std::string& lines) {
  SourceFile file("example.schema", nested(kind, field, lines));
  Diagnostics problems;
  return syntax::format(file, problems).value_or(file.text());
}

std::vector<Example> examples() {
  std::vector<Example> out;
  for (auto kind : all_kinds()) {
    if (kind->scope == Scope::child && kind->parents.empty()) continue;  // no file says it
    out.push_back({std::string(kind->name), document(*kind)});
    auto add = [&](const Field& field, const Field* of, const std::string& text) {
      auto name = fmt::format("{}.{}{}", kind->name, of ? fmt::format("{}.", of->name) : "", field.name);
      if (!text.empty()) out.push_back({name, document(*kind, of ? of : &field, text)});
    };
    for (auto fields : {std::span<const Field>(kind->fields), common_fields(*kind)})
      for (auto& field : fields) {
        if (!is_shown(field)) continue;
        add(field, nullptr, example_of(field, &blank(*kind)));
        if (!field.type->record) continue;
        for (auto& inner : field.type->record->fields()) {
          auto text = example_of(inner, field.type->record->blank());
          if (is_shown(inner) && !inner.options.required && !text.empty())
            add(inner, &field, record_block(field, text));
        }
      }
  }
  return out;
}

}  // namespace schema::docs
