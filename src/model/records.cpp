#include "model/decode.hpp"
#include "model/field_type.hpp"

namespace schema {

bool is_set(const Field& field, const void* object, const void* blank) {
  return !field.type->equal(field.of(object), field.of(blank));
}

void visit_fields(std::span<const Field> fields, void* object, Visitor& visitor) {
  for (auto& field : fields) field.type->visit(field.get(object), field, visitor);
}

void visit(Resource& resource, Visitor& visitor) {
  auto names_one = [](const Field& field) { return !field.options.names.empty(); };
  for (auto& field : resource.kind->fields)
    if (!field.type->plain || names_one(field)) field.type->visit(field.get(&resource), field, visitor);
  for (auto& field : common_fields(*resource.kind))
    if (names_one(field)) field.type->visit(field.get(&resource), field, visitor);
}

const Resource& blank(const Kind& kind) {
  static std::map<const Kind*, std::unique_ptr<Resource>> blanks;
  auto& made = blanks[&kind];
  if (!made) made = kind.make();
  return *made;
}

bool records_equal(const RecordType& type, const void* a, const void* b) {
  auto n = type.size(a);
  if (n != type.size(b)) return false;
  auto item = [&](const void* list, size_t i) { return type.at(const_cast<void*>(list), i); };
  for (size_t i = 0; i < n; ++i)
    for (auto& field : type.fields())
      if (field.options.is_state() && !field.type->equal(field.of(item(a, i)), field.of(item(b, i)))) return false;
  return true;
}

void visit_records(void* list, const Field& field, Visitor& visitor) {
  auto& type = *field.type->record;
  visitor.number(static_cast<int64_t>(type.size(list)));
  for (size_t i = 0; i < type.size(list); ++i) visit_fields(type.fields(), type.at(list, i), visitor);
}

namespace {

lang::Value encode_record(const RecordType& type, const void* record) {
  lang::Object object;
  for (auto& field : type.fields())
    if (!field.options.hidden && !field.options.secret && is_set(field, record, type.blank()))
      object[std::string(field.name)] = field.type->encode(field, field.of(record));
  return lang::make_object(std::move(object));
}

}  // namespace

lang::Value encode_records(const Field& field, const void* list) {
  auto& type = *field.type->record;
  lang::List items;
  for (size_t i = 0; i < type.size(list); ++i)
    items.push_back(encode_record(type, type.at(const_cast<void*>(list), i)));
  if (type.single && items.size() == 1) return items.front();
  return lang::make_list(std::move(items));
}

/// The short forms: `identity = always` sets a single record's first field, `columns = [a, b]` that of several records.
void decode_records(const lang::Value& value, const Field& field, void* list, Diagnostics& out) {
  auto& type = *field.type->record;
  auto first = type.fields().front();
  first.name = field.name;  // for errors: that is what was written
  auto one = [&](const lang::Value& v) { first.type->decode(v, first, first.get(type.append(list)), out); };
  auto items = value.as_list();
  if (items && !type.single)
    for (auto& item : *items) one(item);
  else if (auto object = value.as_object())
    decode_object(*object, value.where, type.fields(), type.append(list), out);
  else
    one(value);
}

bool has_expression(const Resource& r) {
  struct Finder : Visitor {
    bool found = false;
    void sql(Sql& sql, const Field&) override { found = found || !sql.text.empty(); }
  } finder;
  visit(const_cast<Resource&>(r), finder);
  return finder.found;
}

}  // namespace schema
