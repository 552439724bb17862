#include "docs/reference.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "docs/examples.hpp"
#include "lang/functions.hpp"
#include "model/decode.hpp"
#include "workspace/project.hpp"

namespace schema::docs {

namespace {

constexpr std::string_view kManual = "https://www.postgresql.org/docs/current/";

std::string code(std::string_view text) { return fmt::format("`{}`", text); }

/// Text for a cell of a table.
std::string cell(std::string text) {
  for (size_t at = 0; (at = text.find('|', at)) != std::string::npos; at += 2) text.insert(at, "\\");
  return text;
}

std::string link(const Kind& kind) { return fmt::format("[{}]({}.md)", kind.name, kind.name); }

std::string written_words(std::span<const std::string_view> words) {
  std::vector<std::string> out;
  for (auto word : words) {
    std::string text(word);
    std::replace(text.begin(), text.end(), ' ', '_');
    out.push_back(code(text));
  }
  return fmt::format("{}", fmt::join(out, ", "));
}

/// The C++ type of a field in words, narrowed by its options.
std::string type_of(const Field& field) {
  auto& o = field.options;
  if (!o.words.empty()) return fmt::format("{}: {}", field.type->name, written_words(o.words));
  if (!o.names.empty()) return fmt::format("name of a {}", o.names);
  if (o.literal) return "value or SQL";
  if (o.refs.empty()) return std::string(field.type->name);
  return fmt::format("{} to {}", field.type->name, fmt::join(o.refs, ", "));
}

std::string default_of(const Field& field, const void* blank) {
  if (field.options.required) return "required";
  auto value = field.type->encode(field, field.of(blank));
  auto truth = value.as_bool();
  return !truth ? "" : *truth ? "`true`" : "`false`";
}

std::string meaning_of(const Field& field) {
  std::string out(field.doc);
  auto& o = field.options;
  if (!o.alias.empty()) out += fmt::format(" Also written `{}`.", o.alias);
  if (o.secret) out += " It is never shown.";
  if (o.since) out += fmt::format(" From PostgreSQL {} on.", o.since / 10000);
  if (o.on_change == OnChange::replace) out += " *A change makes it anew.*";
  if (o.on_change == OnChange::guides) out += " *No part of the state: a change of it alone changes nothing.*";
  return out;
}

std::string row(const Field& field, const void* blank) {
  auto example = example_of(field, blank);
  return fmt::format("| {} | {} | {} | {} | {} |\n", code(field.name), cell(type_of(field)), default_of(field, blank),
                     cell(meaning_of(field)), example.empty() ? "" : cell(code(example)));
}

constexpr std::string_view kHead = "| attribute | type | default | meaning | example |\n|---|---|---|---|---|\n";

std::string label_row(const Field& field) {
  return fmt::format("| *label* | {} | | {} | |\n", cell(type_of(field)), cell(meaning_of(field)));
}

bool is_shown(const Field& field) { return !field.options.hidden; }

std::string table(std::span<const Field> fields, const void* blank) {
  std::string out;
  for (auto& field : fields)
    if (is_shown(field)) out += field.options.label ? label_row(field) : row(field, blank);
  return out;
}

/// The blocks that a field holds, and theirs.
std::string record_sections(std::span<const Field> fields, const std::string& path) {
  std::string out;
  for (auto& field : fields) {
    if (!field.type->record || !is_shown(field)) continue;
    auto inner = field.type->record->fields();
    auto name = path.empty() ? std::string(field.name) : fmt::format("{} {}", path, field.name);
    out += fmt::format("\n## In {}\n\n{}{}", code(name), kHead, table(inner, field.type->record->blank())) +
           record_sections(inner, name);
  }
  return out;
}

std::vector<const Kind*> children_of(const Kind& kind, bool as_attribute) {
  std::vector<const Kind*> out;
  for (auto child : all_kinds())
    if (std::find(child->parents.begin(), child->parents.end(), kind.name) != child->parents.end() &&
        child->attribute.empty() != as_attribute)
      out.push_back(child);
  return out;
}

std::string attributes(const Kind& kind) {
  auto rows = table(kind.fields, &blank(kind));
  for (auto child : children_of(kind, true)) rows += table(child->fields, &blank(*child));
  return fmt::format("\n## Attributes\n\n{}{}{}", kHead, rows, table(common_fields(kind), &blank(kind)));
}

std::string blocks_inside(const Kind& kind) {
  auto children = children_of(kind, false);
  if (children.empty()) return {};
  std::string out = "\n## Blocks inside\n\n| block | is |\n|---|---|\n";
  for (auto child : children) out += fmt::format("| [{}]({}.md) | {} |\n", child->keyword, child->name, child->doc);
  return out;
}

std::string place_of(const Kind& kind) {
  std::vector<std::string> parents;
  for (auto parent : kind.parents) parents.push_back(link(*find_kind(parent)));
  auto place =
      parents.empty() ? std::string("A block of its own") : fmt::format("A block inside {}", fmt::join(parents, ", "));
  auto aliases = kind.aliases.empty() ? "" : fmt::format("; also written `{}`", fmt::join(kind.aliases, "`, `"));
  auto label = kind.default_name ? "; it may go without a label" : "";
  auto since = kind.since ? fmt::format(" From PostgreSQL {} on.", kind.since / 10000) : "";
  return fmt::format("{}{}{}.{}", place, aliases, label, since);
}

Page kind_page(const Kind& kind) {
  auto title = kind.keyword == kind.name ? std::string(kind.keyword) : fmt::format("{} ({})", kind.keyword, kind.name);
  auto text = fmt::format("# {}\n\n{} PostgreSQL's manual: [{}]({}{}.html). {}\n\n```hcl\n{}```\n", title, kind.doc,
                          kind.manual, kManual, kind.manual, place_of(kind), document(kind));
  text += attributes(kind) + record_sections(kind.fields, "") + blocks_inside(kind);
  return {fmt::format("{}.md", kind.name), std::move(text)};
}

constexpr std::string_view kProject = R"(# The project file

`schema.hcl` names the databases of a project and the files that describe them. It is looked for in the current folder and
above it. Variables, locals and functions are those of [the language](../language.md); `--env NAME` chooses an environment.

```hcl
env "prod" {
  url = getenv("DATABASE_URL")
  src = "db/"

  policy {
    destructive  = deny
    lock_timeout = "2s"
  }
}
```

With `for_each` an environment is many: a fleet of schemas, one a tenant ([how to](../how-to/fleets.md)). What `vars` holds are
the values of the files' variables.

## In `env`

)";

Page project_page() {
  static const Environment blank;
  return {"project.md", fmt::format("{}{}{}{}", kProject, kHead, table(Environment::fields(), &blank),
                                    record_sections(Environment::fields(), "env"))};
}

Page functions_page() {
  std::string text =
      "# Functions\n\nWhat may be called in an expression. `name?` may be left out, `type?` may be null, `type...` "
      "stands for any number\nof arguments. A `list` may be a set, a `map` any object. Functions of the database are "
      "called in SQL: `sql(\"now()\")`.\n";
  for (auto& family : lang::function_families()) {
    text += fmt::format("\n## {}\n\n| function | gives |\n|---|---|\n", family.title);
    std::vector<const lang::Function*> functions;
    for (auto& f : family.functions) functions.push_back(&f);
    std::sort(functions.begin(), functions.end(), [](auto a, auto b) { return a->name < b->name; });
    for (auto f : functions)
      text +=
          fmt::format("| {} | {} |\n", cell(fmt::format("`{}{}`", f->name, f->signature)), cell(std::string(f->doc)));
  }
  return {"functions.md", std::move(text)};
}

Page index_page() {
  std::string text =
      "# Reference\n\nWhat each block takes, made from the program's own tables by `schema docs --reference`. "
      "[The language](../language.md) teaches\nit; here it is looked up. [Functions](functions.md) have a page of "
      "their own, as has [the project file](project.md).\n";
  auto list = [&](std::string_view title, bool top) {
    text += fmt::format("\n## {}\n\n| block | is |\n|---|---|\n", title);
    for (auto kind : all_kinds())
      if (kind->attribute.empty() && (kind->scope != Scope::child) == top &&
          !(kind->scope == Scope::child && kind->parents.empty()))
        text += fmt::format("| {} | {} |\n", link(*kind), kind->doc);
  };
  list("Blocks of their own", true);
  list("Blocks inside others", false);
  return {"README.md", std::move(text)};
}

}  // namespace

std::vector<Page> reference() {
  std::vector<Page> pages;
  pages.push_back(index_page());
  pages.push_back(functions_page());
  pages.push_back(project_page());
  for (auto kind : all_kinds())
    if (kind->attribute.empty() && (kind->scope != Scope::child || !kind->parents.empty()))
      pages.push_back(kind_page(*kind));
  return pages;
}

}  // namespace schema::docs
