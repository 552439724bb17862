#include "lang/convert.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "lang/number.hpp"

namespace schema::lang {

namespace {

Value like(const Value& v, Value::Data data) {
  Value out(std::move(data), v.where);
  out.sensitive = v.sensitive;
  return out;
}

int order(const std::string& a, const std::string& b) {
  int c = a.compare(b);
  return c < 0 ? -1 : c > 0;
}

int order(const List& a, const List& b, Budget& budget) {
  for (size_t i = 0; i < std::min(a.size(), b.size()); ++i)
    if (int c = compare(a[i], b[i], budget)) return c;
  return a.size() < b.size() ? -1 : a.size() > b.size();
}

int order(const Object& a, const Object& b, Budget& budget) {
  auto x = a.begin(), y = b.begin();
  for (; x != a.end() && y != b.end(); ++x, ++y) {
    if (int c = order(x->first, y->first)) return c;
    if (int c = compare(x->second, y->second, budget)) return c;
  }
  return x != a.end() ? 1 : y != b.end() ? -1 : 0;
}

int order(const Symbol& a, const Symbol& b) { return a.path < b.path ? -1 : b.path < a.path; }

int order(const Text& a, const Text& b) {
  if (int c = order(a.text, b.text)) return c;
  auto before = [](const Interpolation& x, const Interpolation& y) {
    return x.offset != y.offset ? x.offset < y.offset : x.symbol.path < y.symbol.path;
  };
  auto less = [&](const Text& x, const Text& y) {
    return std::lexicographical_compare(x.interpolations.begin(), x.interpolations.end(), y.interpolations.begin(),
                                        y.interpolations.end(), before);
  };
  return less(a, b) ? -1 : less(b, a);
}

bool is_primitive(const Value& v) { return v.as_bool() || v.as_number() || v.as_text(); }

}  // namespace

Result to_text(const Value& v) {
  if (v.is_null() || v.as_text()) return v;
  if (auto b = v.as_bool()) return like(v, Text{*b ? "true" : "false", nullptr, {}});
  if (auto n = v.as_number()) return like(v, Text{plain_text(*n), nullptr, {}});
  return {};
}

Result to_number(const Value& v) {
  if (v.is_null() || v.as_number()) return v;
  auto text = v.as_text();
  if (!text || !text->interpolations.empty()) return {};
  auto number = parse_number(text->text);
  if (!number) return {};
  return like(v, *number);
}

Result to_bool(const Value& v) {
  if (v.is_null() || v.as_bool()) return v;
  auto text = v.as_text();
  if (!text || !text->interpolations.empty()) return {};
  if (text->text == "true" || text->text == "1") return like(v, true);
  if (text->text == "false" || text->text == "0") return like(v, false);
  return {};
}

int compare(const Value& a, const Value& b, Budget& budget) {
  if (a.data.index() != b.data.index()) return a.data.index() < b.data.index() ? -1 : 1;
  if (!budget.take_items(a.as_list() || a.as_object() ? 1 : 0)) return 0;
  if (auto x = a.as_bool()) return static_cast<int>(*x) - static_cast<int>(*b.as_bool());
  if (auto x = a.as_number()) return compare(*x, *b.as_number());
  if (auto x = a.as_text()) return order(*x, *b.as_text());
  if (auto x = a.as_list()) return x == b.as_list() ? 0 : order(*x, *b.as_list(), budget);
  if (auto x = a.as_object()) return x == b.as_object() ? 0 : order(*x, *b.as_object(), budget);
  if (auto x = a.as_symbol()) return order(*x, *b.as_symbol());
  if (auto x = a.as_raw_sql()) return order(x->text, b.as_raw_sql()->text);
  if (auto x = a.as_array_of()) return compare(*x->element, *b.as_array_of()->element, budget);
  if (auto x = a.as_type_call()) {
    int c = order(x->name, b.as_type_call()->name);
    return c ? c : order(x->args, b.as_type_call()->args, budget);
  }
  return 0;
}

bool equals(const Value& a, const Value& b, Budget& budget) { return compare(a, b, budget) == 0; }

Value make_set(List items, Range where, Budget& budget) {
  auto before = [&](const Value& a, const Value& b) { return compare(a, b, budget) < 0; };
  auto same = [&](const Value& a, const Value& b) { return equals(a, b, budget); };
  std::stable_sort(items.begin(), items.end(), before);
  items.erase(std::unique(items.begin(), items.end(), same), items.end());
  return Value(std::make_shared<const Set>(Set{std::move(items)}), where);
}

std::string display(const Value& v) {
  constexpr size_t kShown = 60;
  if (v.sensitive) return "(sensitive)";
  if (auto text = v.as_text()) {
    if (text->text.size() <= kShown) return fmt::format("\"{}\"", text->text);
    size_t cut = kShown;
    while (cut > 0 && (static_cast<unsigned char>(text->text[cut]) & 0xC0) == 0x80) --cut;
    return fmt::format("\"{}...\"", text->text.substr(0, cut));
  }
  if (auto b = v.as_bool()) return *b ? "true" : "false";
  if (auto n = v.as_number()) return n->text;
  if (auto symbol = v.as_symbol()) return symbol->to_string();
  if (auto list = v.as_list()) return fmt::format("{} of {}", v.with_article(), list->size());
  if (auto type = v.as_type_call()) return type->name + "(...)";
  return v.with_article();
}

bool has_sensitive(const Value& v, Budget& budget) {
  if (v.sensitive) return true;
  auto inner = [&](const Value& item) { return has_sensitive(item, budget); };
  if (auto list = v.as_list()) return budget.take_items(1) && std::any_of(list->begin(), list->end(), inner);
  if (auto object = v.as_object())
    return budget.take_items(1) &&
           std::any_of(object->begin(), object->end(), [&](auto& item) { return inner(item.second); });
  return false;
}

Value as_sensitive(Value v, Budget& budget, bool sensitive) {
  v.sensitive = sensitive;
  if ((v.as_list() || v.as_object()) && !budget.take_items(1)) return v;
  if (auto list = v.as_list()) {
    List items = *list;
    for (auto& item : items) item = as_sensitive(std::move(item), budget, sensitive);
    if (std::holds_alternative<std::shared_ptr<const Set>>(v.data))
      v.data = std::make_shared<const Set>(Set{std::move(items)});
    else
      v.data = std::make_shared<const List>(std::move(items));
  } else if (auto object = v.as_object()) {
    Object items = *object;
    for (auto& [key, item] : items) item = as_sensitive(std::move(item), budget, sensitive);
    v.data = std::make_shared<const Object>(std::move(items));
  }
  return v;
}

void unify(List& items) {
  bool mixed = false;
  const Value* first = nullptr;
  for (auto& item : items) {
    if (item.is_null()) continue;
    if (!is_primitive(item)) return;
    if (!first) first = &item;
    mixed = mixed || item.data.index() != first->data.index();
  }
  if (!mixed) return;
  for (auto& item : items) item = *to_text(item);
}

}  // namespace schema::lang
