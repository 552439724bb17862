#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <utility>

#include "lang/functions.hpp"
#include "lang/unicode.hpp"

namespace schema::lang {

namespace {

/// Go's escapes, as Terraform writes them: <, > and & as well, so that the text is safe in HTML.
void write_string(std::string& out, std::string_view text) {
  out += '"';
  for (auto c : to_characters(text)) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += static_cast<char>(c);
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '\r') {
      out += "\\r";
    } else if (c == '\t') {
      out += "\\t";
    } else if (c < 0x20 || c == '<' || c == '>' || c == '&' || c == 0x2028 || c == 0x2029) {
      out += fmt::format("\\u{:04x}", static_cast<uint32_t>(c));
    } else {
      append_utf8(out, c);
    }
  }
  out += '"';
}

/// Writes values one after the other, within the budget.
class JsonWriter {
 public:
  JsonWriter(Interpreter& in, Range where) : in_(in), where_(where) {}

  bool write(const Value& v) {
    if (!in_.take_items(1, where_)) return false;
    auto text = v.as_text();
    if (v.is_null()) {
      out += "null";
    } else if (auto b = v.as_bool()) {
      out += *b ? "true" : "false";
    } else if (auto n = v.as_number()) {
      out += shortest_text(*n);
    } else if (text && text->interpolations.empty()) {
      if (!in_.take_bytes(text->text.size(), where_)) return false;
      write_string(out, text->text);
    } else if (auto list = v.as_list()) {
      return write_list(*list);
    } else if (auto object = v.as_object()) {
      return write_object(*object);
    } else {
      in_.fail("bad-argument", where_,
               fmt::format("JSON cannot hold {}", text ? "a text with a reference" : v.with_article()));
      return false;
    }
    return true;
  }

  std::string out;

 private:
  bool write_list(const List& list) {
    char before = '[';
    for (auto& item : list) {
      out += std::exchange(before, ',');
      if (!write(item)) return false;
    }
    out += list.empty() ? "[]" : "]";
    return true;
  }

  bool write_object(const Object& object) {
    char before = '{';
    for (auto& [key, value] : object) {
      out += std::exchange(before, ',');
      write_string(out, key);
      out += ':';
      if (!write(value)) return false;
    }
    out += object.empty() ? "{}" : "}";
    return true;
  }

  Interpreter& in_;
  Range where_;
};

/// Builds values while nlohmann reads; numbers keep their text.
class JsonReader : public nlohmann::json_sax<nlohmann::json> {
 public:
  JsonReader(Interpreter& in, Range where) : in_(in), where_(where) {}

  bool null() override { return add(Value()); }
  bool boolean(bool value) override { return add(Value(value)); }
  bool number_integer(number_integer_t value) override { return add(Value(number_of(static_cast<int64_t>(value)))); }
  bool number_unsigned(number_unsigned_t value) override { return add(Value(Number{std::to_string(value)})); }
  bool number_float(number_float_t, const string_t& text) override {
    auto number = parse_number(text);
    if (!number) problem = fmt::format("{} has too many digits", text);
    return number && add(Value(*number));
  }
  bool string(string_t& value) override { return add(make_text(std::move(value))); }
  bool binary(binary_t&) override { return false; }
  bool start_object(size_t) override { return open(true); }
  bool key(string_t& value) override {
    open_.back().key = std::move(value);
    return true;
  }
  bool end_object() override { return close(); }
  bool start_array(size_t) override { return open(false); }
  bool end_array() override { return close(); }
  bool parse_error(size_t position, const std::string&, const nlohmann::detail::exception&) override {
    problem = fmt::format("the text is no JSON from character {} on", position);
    return false;
  }

  Value result;
  std::string problem;

 private:
  struct Container {
    bool is_object;
    std::string key;
    Object object;
    List list;
  };

  bool open(bool is_object) {
    constexpr size_t kMaxDepth = 200;
    open_.push_back({is_object, {}, {}, {}});
    if (open_.size() > kMaxDepth) problem = "the JSON is nested too deep";
    return problem.empty();
  }

  bool close() {
    auto top = std::move(open_.back());
    open_.pop_back();
    return add(top.is_object ? make_object(std::move(top.object)) : make_list(std::move(top.list)));
  }

  bool add(Value v) {
    if (!in_.take_items(1, where_)) return false;
    if (open_.empty())
      result = std::move(v);
    else if (auto& top = open_.back(); top.is_object)
      top.object.insert_or_assign(top.key, std::move(v));
    else
      top.list.push_back(std::move(v));
    return true;
  }

  Interpreter& in_;
  Range where_;
  std::vector<Container> open_;
};

Result jsonencode(Call& call) {
  auto text = to_json(call.in, call.args[0], call.where);
  if (!text) return {};
  return make_text(std::move(*text));
}

Result jsondecode(Call& call) {
  JsonReader reader(call.in, call.where);
  if (nlohmann::json::sax_parse(call.text(0), &reader)) return std::move(reader.result);
  if (reader.problem.empty()) return {};
  return call.fail(0, call.args[0].sensitive ? "the text is no JSON" : reader.problem);
}

constexpr Function kFunctions[] = {
    {"jsondecode", "(text: string) -> any", "The value that the JSON text means.", jsondecode},
    {"jsonencode", "(value: any) -> string", "The value as JSON.", jsonencode},
};

}  // namespace

std::optional<std::string> to_json(Interpreter& in, const Value& v, Range where) {
  JsonWriter writer(in, where);
  if (!writer.write(v)) return {};
  return std::move(writer.out);
}

std::span<const Function> json_functions() { return kFunctions; }

}  // namespace schema::lang
