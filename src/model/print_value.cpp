#include "model/print_value.hpp"

#include <fmt/format.h>

#include "lang/unicode.hpp"

namespace schema {

using namespace lang;

namespace {

/// Where letters are in Unicode, to the grammar as well (ID_Start): Latin, Greek, Cyrillic, kana, Han, Hangul. Names with
/// others are quoted.
constexpr std::pair<char32_t, char32_t> kLetters[] = {{0xC0, 0x2AF},     {0x388, 0x481},   {0x48A, 0x52F},
                                                      {0x3041, 0x3096},  {0x30A1, 0x30FA}, {0x4E00, 0x9FFF},
                                                      {0xAC00, 0xD7A3}};

bool is_plain(char32_t c) {
  if (c < 0x80) return std::isalnum(static_cast<int>(c)) || c == '_';
  auto holds = [&](auto& range) { return range.first <= c && c <= range.second; };
  return std::any_of(std::begin(kLetters), std::end(kLetters), holds) && is_letter(c);
}

bool is_identifier(std::string_view text) {
  if (text.empty() || std::isdigit(static_cast<unsigned char>(text[0]))) return false;
  auto characters = to_characters(text);
  return std::all_of(characters.begin(), characters.end(), is_plain);
}

/// table.app["a b"].column.id; the first part may be a whole type such as varchar(20)[].
std::string print_symbol(const Symbol& symbol) {
  std::string out = symbol.path.empty() ? "" : symbol.path[0];
  for (size_t i = 1; i < symbol.path.size(); ++i) {
    auto& part = symbol.path[i];
    out += is_identifier(part) ? "." + part : "[" + print_string(part) + "]";
  }
  return out;
}

std::string print_items(const List& items) {
  std::string out;
  for (auto& item : items) out += (out.empty() ? "" : ", ") + print_value(item);
  return out;
}

/// Names that were put into the text stand as they were written: "FROM ${table.users}".
std::string print_text(const Text& t) {
  std::string out = "\"";
  size_t done = 0;
  auto add = [&](size_t end) {
    auto piece = print_string(std::string_view(t.text).substr(done, end - done));
    out += piece.substr(1, piece.size() - 2);
    done = end;
  };
  for (auto& hole : t.interpolations) {
    add(hole.offset);
    out += "${" + print_symbol(hole.symbol) + "}";
  }
  add(t.text.size());
  return out + '"';
}

struct Printer {
  std::string operator()(const Null&) const { return "null"; }
  std::string operator()(bool b) const { return b ? "true" : "false"; }
  std::string operator()(const Number& n) const { return n.text; }
  std::string operator()(const Text& t) const { return print_text(t); }
  std::string operator()(const std::shared_ptr<const List>& l) const { return "[" + print_items(*l) + "]"; }
  std::string operator()(const std::shared_ptr<const Set>& s) const { return "[" + print_items(s->items) + "]"; }
  std::string operator()(const std::shared_ptr<const Object>& o) const {
    std::string out;
    for (auto item : in_order(*o))
      out += (out.empty() ? "" : ", ") + print_key(item->first) + " = " + print_value(item->second);
    return out.empty() ? "{}" : "{ " + out + " }";
  }
  std::string operator()(const Symbol& s) const { return print_symbol(s); }
  std::string operator()(const TypeCall& t) const { return t.name + "(" + print_items(t.args) + ")"; }
  std::string operator()(const ArrayOf& a) const { return print_value(*a.element) + "[]"; }
  std::string operator()(const RawSql& r) const { return "sql(" + print_string(r.text.text) + ")"; }
};

}  // namespace

std::string print_value(const Value& value) {
  return value.sensitive ? "(sensitive)" : std::visit(Printer{}, value.data);
}

std::string print_key(std::string_view name) { return is_identifier(name) ? std::string(name) : print_string(name); }

std::string print_string(std::string_view text) {
  std::string out = "\"";
  for (size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == '"' || c == '\\')
      (out += '\\') += c;
    else if (c == '\n')
      out += "\\n";
    else if (c == '\t')
      out += "\\t";
    else if (c == '\r')
      out += "\\r";
    else if (static_cast<unsigned char>(c) < 0x20)
      out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    else if (c == '$' && i + 1 < text.size() && text[i + 1] == '{')
      out += "$$";
    else
      out += c;
  }
  return out + '"';
}

}  // namespace schema
