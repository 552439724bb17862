#include "lang/value.hpp"

#include <cctype>

namespace schema::lang {

namespace {

bool is_word(const std::string& text) {
  if (text.empty() || std::isdigit(static_cast<unsigned char>(text[0]))) return false;
  for (unsigned char c : text)
    if (!std::isalnum(c) && c != '_' && c != '-' && c < 0x80) return false;
  return true;
}

constexpr std::string_view kTypeNames[] = {"null", "bool",      "number", "string",     "list",   "object",
                                           "set",  "reference", "type",   "array type", "raw SQL"};

}  // namespace

Value::Value() = default;
Value::Value(Data data, Range where) : data(std::move(data)), where(where) {}
Value::Value(const Value&) = default;
Value::Value(Value&&) noexcept = default;
Value& Value::operator=(const Value&) = default;
Value& Value::operator=(Value&&) noexcept = default;
Value::~Value() = default;

std::string Symbol::to_string() const {
  std::string out;
  for (auto& part : path) {
    if (!is_word(part)) {
      out += "[\"" + part + "\"]";
      continue;
    }
    if (!out.empty()) out += '.';
    out += part;
  }
  return out;
}

const List* Value::as_list() const& {
  if (auto list = std::get_if<std::shared_ptr<const List>>(&data)) return list->get();
  if (auto set = std::get_if<std::shared_ptr<const Set>>(&data)) return &(*set)->items;
  return nullptr;
}

const Object* Value::as_object() const& {
  auto object = std::get_if<std::shared_ptr<const Object>>(&data);
  return object ? object->get() : nullptr;
}

std::string_view Value::type_name() const { return kTypeNames[data.index()]; }

std::string Value::with_article() const {
  auto name = type_name();
  if (is_null() || as_raw_sql()) return std::string(name);
  return (name[0] == 'a' || name[0] == 'o' ? "an " : "a ") + std::string(name);
}

Value make_text(std::string text, Range where) { return Value(Text{std::move(text), nullptr, {}}, where); }

Value make_list(List items, Range where) { return Value(std::make_shared<const List>(std::move(items)), where); }

Value make_object(Object items, Range where) { return Value(std::make_shared<const Object>(std::move(items)), where); }

std::vector<const Object::value_type*> in_order(const Object& object) {
  std::vector<const Object::value_type*> items;
  bool one_file = true;
  for (auto& item : object) {
    items.push_back(&item);
    one_file = one_file && item.second.where.file == items.front()->second.where.file;
  }
  auto earlier = [](auto a, auto b) { return a->second.where.begin < b->second.where.begin; };
  if (one_file) std::stable_sort(items.begin(), items.end(), earlier);
  return items;
}

const Attribute* Block::find(std::string_view name) const {
  for (auto& attribute : attributes)
    if (attribute.name == name) return &attribute;
  return nullptr;
}

}  // namespace schema::lang
