#include "model/write.hpp"

#include "model/decode.hpp"
#include "model/print_value.hpp"

namespace schema {

using lang::Value;

namespace {

/// A record list of which only first fields are set is written as one attribute.
bool is_short(const Field& field, const void* list) {
  auto& type = *field.type->record;
  if (!type.single && field.options.list.empty()) return false;
  auto fields = type.fields();
  for (size_t i = 0; i < type.size(list); ++i) {
    auto record = type.at(const_cast<void*>(list), i);
    if (fields[0].type->record || !is_set(fields[0], record, type.blank())) return false;
    for (auto& f : fields.subspan(1))
      if (!f.options.hidden && !f.options.secret && is_set(f, record, type.blank())) return false;
  }
  return true;
}

lang::Value short_value(const Field& field, const void* list) {
  auto& type = *field.type->record;
  auto& first = type.fields()[0];
  lang::List items;
  for (size_t i = 0; i < type.size(list); ++i) items.push_back(first.type->encode(first, first.of(type.at(const_cast<void*>(list), i))));
  return type.single ? items.front() : lang::make_list(std::move(items));
}

/// SQL, PLPGSQL: the heredoc's tag names the language for editors.
std::string tag_for(const Field& field, std::span<const Field> siblings, const void* object) {
  if (field.options.language.empty()) return "SQL";
  std::string tag;
  for (auto& f : siblings)
    if (f.name == field.options.language)
      for (unsigned char c : static_cast<const Word*>(f.of(object))->text) tag += std::isalnum(c) ? static_cast<char>(std::toupper(c)) : '_';
  return tag.empty() || std::isdigit(static_cast<unsigned char>(tag[0])) ? "BODY" : tag;
}

/// SQL over several lines, which is written as a heredoc.
const std::string* long_text(const Field& field, const void* object) {
  if (field.options.sql == SqlContext::none || field.type != &FieldTypeOf<Sql>::value) return nullptr;
  auto& sql = *static_cast<const Sql*>(field.of(object));
  bool lines = sql.literal == Literal::no && sql.text.find('\n') != std::string::npos;
  return lines && fits_heredoc(sql.text) && !field.options.literal ? &sql.text : nullptr;
}

/// What is not ours is left out, and what follows from the rest.
bool is_written(const Resource& child) {
  return child.managed && !(child.kind->implied && child.kind->implied(child));
}

/// A routine's heredoc stands for its lines with a line end before and after, as people write between $$ and $$.
void write_text(TextBlock& body, const Field& field, const std::string& text, const std::string& tag) {
  bool own_lines = text.size() >= 2 && text.front() == '\n' && text.back() == '\n';
  bool whole = field.options.sql == SqlContext::body && !own_lines;
  std::string_view lines = text;
  if (field.options.sql == SqlContext::body && own_lines) lines = lines.substr(1, lines.size() - 2);
  body.heredoc(std::string(field.name), lines, tag, whole);
}

}  // namespace

std::vector<const Resource*> in_file_order(const Catalog& catalog) {
  std::vector<const Resource*> top;
  for (auto& r : catalog.all())
    if (!r->parent) top.push_back(r.get());
  auto key = [](const Resource* r) { return std::tuple(kind_order(*r->kind), std::string_view(r->schema), std::string_view(r->address)); };
  std::stable_sort(top.begin(), top.end(), [&](auto a, auto b) { return key(a) < key(b); });
  return top;
}

Writer::Writer(const Catalog& catalog) {
  for (auto& r : catalog.all()) {
    if (!r->parent) ++counts_[{r->kind->name, r->name}];
    if (r->kind->objects_owner) owners_[r->name] = r->kind->objects_owner(*r);
  }
}

Value Writer::shortened(Value value) const {
  if (auto list = value.as_list()) {
    lang::List items;
    for (auto& item : *list) items.push_back(shortened(item));
    return lang::make_list(std::move(items));
  }
  if (auto array = value.as_array_of()) return Value(lang::ArrayOf{std::make_shared<Value>(shortened(*array->element))});
  auto symbol = value.as_symbol();
  if (!symbol || symbol->path.size() < 3) return value;
  auto kind = find_kind(symbol->path[0]);
  if (!kind || kind->scope != Scope::schema) return value;
  auto path = symbol->path;
  auto base = kind->full_name ? path[2].substr(0, path[2].find('(')) : path[2];
  auto count = counts_.find({kind->name, base});
  if (count != counts_.end() && count->second == 1) {
    path[2] = base;
    path.erase(path.begin() + 1);
  }
  path[0] = kind->keyword;
  return Value(lang::Symbol{std::move(path)});
}

std::string Writer::header(const Resource& r) const {
  std::string out(r.kind->keyword);
  bool implied = r.kind->default_name && r.kind->default_name(r) == r.name;
  if (implied) return out;
  auto count = counts_.find({r.kind->name, r.name});
  if (!r.parent && r.kind->scope == Scope::schema && !r.kind->full_name && count != counts_.end() && count->second > 1) out += " " + print_string(r.schema);
  return out + " " + print_string(r.name);
}

void Writer::fill_attributes(TextBlock& body, std::span<const Field> fields, const void* object, const void* blank) const {
  for (auto& field : fields) {
    auto& o = field.options;
    if (o.hidden || o.secret || o.label || o.parent || long_text(field, object)) continue;
    if (!is_set(field, object, blank) && !(o.required && !field.type->record)) continue;
    if (field.type->record) {
      if (is_short(field, field.of(object)))
        body.attribute(std::string(o.list.empty() ? field.name : o.list), print_value(shortened(short_value(field, field.of(object)))));
      continue;
    }
    body.attribute(std::string(field.name), print_value(shortened(field.type->encode(field, field.of(object)))));
  }
}

void Writer::fill_blocks(TextBlock& body, std::span<const Field> fields, const void* object) const {
  for (auto& field : fields) {
    if (!field.type->record || field.options.hidden || is_short(field, field.of(object))) continue;
    auto& type = *field.type->record;
    auto list = const_cast<void*>(field.of(object));
    for (size_t i = 0; i < type.size(list); ++i) {
      auto item = type.at(list, i);
      std::string label;
      for (auto& f : type.fields())
        if (f.options.label) label = *static_cast<const std::string*>(f.of(item));
      body.block(std::string(field.name) + (label.empty() ? "" : " " + print_string(label)), record(type, item));
    }
  }
}

TextBlock Writer::record(const RecordType& type, const void* item) const {
  TextBlock body;
  fill_attributes(body, type.fields(), item, type.blank());
  fill_blocks(body, type.fields(), item);
  fill_texts(body, type.fields(), item, type.blank());
  return body;
}

void Writer::fill_texts(TextBlock& body, std::span<const Field> fields, const void* object, const void* blank) const {
  for (auto& field : fields)
    if (auto text = long_text(field, object); text && is_set(field, object, blank) && !field.options.hidden)
      write_text(body, field, *text, tag_for(field, fields, object));
}

bool Writer::is_usual_owner(const Resource& r) const {
  if (r.parent) return r.parent->owner == r.owner;
  auto usual = owners_.find(r.schema);
  return r.kind->scope == Scope::schema && usual != owners_.end() && usual->second == *r.owner;
}

void Writer::fill(TextBlock& body, const Resource& r) const {
  if (r.kind->scope == Scope::schema) body.attribute("schema", print_value(Value(lang::Symbol{{"schema", r.schema}})));
  fill_attributes(body, r.kind->fields, &r, &blank(*r.kind));
  for (auto child : r.children) {
    if (child->kind->attribute.empty() || !is_written(*child)) continue;
    auto& field = child->kind->fields.front();
    body.attribute(std::string(child->kind->attribute), print_value(shortened(field.type->encode(field, field.of(child)))));
  }
  if (r.owner && !is_usual_owner(r)) body.attribute("owner", print_string(*r.owner));
  if (r.comment) body.attribute("comment", print_string(*r.comment));
  for (auto& field : common_fields(*r.kind))
    if (field.name == "security_labels" && !r.security_labels.empty())
      body.attribute(std::string(field.name), print_value(field.type->encode(field, &r.security_labels)));
  fill_blocks(body, r.kind->fields, &r);
  fill_texts(body, r.kind->fields, &r, &blank(*r.kind));
  auto children = r.children;
  std::stable_sort(children.begin(), children.end(), [](auto a, auto b) { return kind_order(*a->kind) < kind_order(*b->kind); });
  for (auto child : children) {
    if (!child->kind->attribute.empty() || !is_written(*child)) continue;
    TextBlock inner;
    fill(inner, *child);
    body.block(header(*child), std::move(inner));
  }
}

std::string Writer::write(const Resource& r) const {
  TextBlock body;
  fill(body, r);
  if (body.empty()) return header(r) + " {}\n";
  auto out = header(r) + " {\n";
  body.print(out, 1);
  return out + "}\n";
}

}  // namespace schema
