#include <fmt/format.h>
#include <yaml.h>

#include <memory>

#include "lang/base64.hpp"
#include "lang/functions.hpp"
#include "lang/nodes.hpp"
#include "lang/times.hpp"

namespace schema::lang {

namespace {

constexpr size_t kMaxDepth = 200;

bool is_one_of(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

/// "2001-12-14" and "2001-12-14 21:59:43" as well as RFC 3339, as RFC 3339.
std::optional<std::string> timestamp_text(std::string text) {
  constexpr size_t kDate = 10;
  if (text.size() < kDate || text[4] != '-' || text[7] != '-') return {};
  if (text.size() == kDate)
    text += "T00:00:00Z";
  else if (text[kDate] == ' ' && text.find_first_of("Z+", kDate) == std::string::npos)
    text = text.replace(kDate, 1, "T") + "Z";
  auto moment = parse_moment(text);
  return moment ? std::optional(to_text(*moment)) : std::nullopt;
}

/// 0x1f, 0o17, 0b11, with a sign.
MaybeNumber based_number(std::string_view text) {
  bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  if (text.size() < 3 || text[0] != '0') return {};
  int base = text[1] == 'x' ? 16 : text[1] == 'o' ? 8 : text[1] == 'b' ? 2 : 0;
  auto number = base ? parse_integer(text.substr(2), base) : MaybeNumber();
  return number && negative ? negate(*number) : number;
}

/// What a scalar without quotes and tag means; nothing if it is text.
std::optional<Value> plain_value(const std::string& text) {
  if (is_one_of(text, {"", "~", "null", "Null", "NULL"})) return Value();
  if (is_one_of(text, {"true", "True", "TRUE", "y", "Y", "yes", "Yes", "YES", "on", "On", "ON"})) return Value(true);
  if (is_one_of(text, {"false", "False", "FALSE", "n", "N", "no", "No", "NO", "off", "Off", "OFF"}))
    return Value(false);
  if (!std::isdigit(static_cast<unsigned char>(text[0])) && !is_one_of(text.substr(0, 1), {"-", "+", "."})) return {};
  if (auto time = timestamp_text(text)) return make_text(std::move(*time));
  auto digits = text;
  std::erase(digits, '_');
  if (digits.starts_with('+')) digits.erase(0, 1);
  if (auto number = parse_number(digits)) return Value(std::move(*number));
  if (auto number = based_number(digits)) return Value(std::move(*number));
  return {};
}

/// Builds a value of libyaml's events.
class YamlReader {
 public:
  YamlReader(Call& call, const std::string& text) : call_(call) {
    yaml_parser_initialize(&parser_);
    yaml_parser_set_input_string(&parser_, reinterpret_cast<const unsigned char*>(text.data()), text.size());
  }
  ~YamlReader() {
    yaml_event_delete(&event_);
    yaml_parser_delete(&parser_);
  }
  YamlReader(const YamlReader&) = delete;

  Result document() {
    if (!next() || !next()) return {};                         // the stream's start, the document's
    if (event_.type == YAML_STREAM_END_EVENT) return Value();  // an empty text
    auto value = next() ? node() : Result();
    if (!value || !next() || !next()) return {};  // the document's end
    if (event_.type == YAML_STREAM_END_EVENT) return value;
    return problem("the text holds more than one YAML document");
  }

 private:
  bool next() {
    yaml_event_delete(&event_);
    if (yaml_parser_parse(&parser_, &event_)) return true;
    bool secret = call_.args[0].sensitive;
    call_.fail(0, secret ? "the text is no YAML"
                         : fmt::format("the text is no YAML: line {}: {}", parser_.problem_mark.line + 1,
                                       parser_.problem ? parser_.problem : "unreadable"));
    return false;
  }

  Result problem(const std::string& what) {
    return call_.fail(0, fmt::format("{} (line {})", what, event_.start_mark.line + 1));
  }

  /// The value that starts with the current event; the event that ends it is the current one then.
  Result node() {
    if (!call_.in.take_items(1, call_.where)) return {};
    if (++depth_ > kMaxDepth) return problem("the YAML is nested too deep");
    auto anchor = anchor_of();
    auto value = event_.type == YAML_SCALAR_EVENT           ? scalar()
                 : event_.type == YAML_SEQUENCE_START_EVENT ? sequence()
                 : event_.type == YAML_MAPPING_START_EVENT  ? mapping()
                                                            : alias();
    --depth_;
    if (value && !anchor.empty()) anchors_.insert_or_assign(anchor, *value);
    return value;
  }

  static std::string text_of(const yaml_char_t* text) { return text ? reinterpret_cast<const char*>(text) : ""; }

  std::string anchor_of() const {
    return text_of(event_.type == YAML_SCALAR_EVENT           ? event_.data.scalar.anchor
                   : event_.type == YAML_SEQUENCE_START_EVENT ? event_.data.sequence_start.anchor
                   : event_.type == YAML_MAPPING_START_EVENT  ? event_.data.mapping_start.anchor
                                                              : nullptr);
  }

  Result alias() {
    auto found = anchors_.find(text_of(event_.data.alias.anchor));
    if (found == anchors_.end()) return problem("this alias names no anchor before it");
    return found->second;
  }

  Result scalar() {
    auto& scalar = event_.data.scalar;
    std::string text(reinterpret_cast<const char*>(scalar.value), scalar.length);
    auto tag = text_of(scalar.tag);
    constexpr std::string_view kStandard = "tag:yaml.org,2002:";
    auto short_tag = tag.starts_with(kStandard) ? tag.substr(kStandard.size()) : tag;
    if (!is_one_of(short_tag, {"", "str", "binary", "int", "float", "bool", "null", "timestamp"}))
      return problem(fmt::format("unknown tag {}", tag));
    bool is_text = short_tag == "str" || (tag.empty() && scalar.style != YAML_PLAIN_SCALAR_STYLE);
    if (is_text) return make_text(std::move(text), call_.where);
    if (short_tag == "binary")
      return from_base64(text) ? Result(make_text(std::move(text), call_.where)) : problem("!!binary is no base 64");
    if (is_one_of(text, {".nan", ".NaN", ".NAN", ".inf", ".Inf", ".INF", "+.inf", "-.inf"}))
      return problem(fmt::format("{} is no number that can be kept", text));
    auto value = plain_value(text);
    if (!value && !tag.empty()) return problem(fmt::format("{} is no {}", print(text), short_tag));
    if (!value) return make_text(std::move(text), call_.where);
    return value;
  }

  static std::string print(const std::string& text) { return display(make_text(text)); }

  Result sequence() {
    List items;
    while (next()) {
      if (event_.type == YAML_SEQUENCE_END_EVENT) return make_list(std::move(items), call_.where);
      auto item = node();
      if (!item) return {};
      items.push_back(std::move(*item));
    }
    return {};
  }

  Result mapping() {
    Object own, merged;
    while (next()) {
      if (event_.type == YAML_MAPPING_END_EVENT) {
        own.merge(merged);
        return make_object(std::move(own), call_.where);
      }
      bool merge = event_.type == YAML_SCALAR_EVENT && event_.data.scalar.style == YAML_PLAIN_SCALAR_STYLE &&
                   text_of(event_.data.scalar.value) == "<<";
      auto key = node();
      auto text = key ? to_text(*key) : Result();
      if (key && (!text || text->is_null())) return problem("a key must be a string");
      auto value = text && next() ? node() : Result();
      if (!value) return {};
      if (!merge)
        own.insert_or_assign(text->as_text()->text, std::move(*value));
      else if (!take_in(*value, merged))
        return problem("<< takes a mapping, or a list of them");
    }
    return {};
  }

  static bool take_in(const Value& v, Object& merged) {
    if (auto object = v.as_object()) {
      merged.insert(object->begin(), object->end());
      return true;
    }
    return v.as_list() && std::all_of(v.as_list()->begin(), v.as_list()->end(),
                                      [&](auto& item) { return item.as_object() && take_in(item, merged); });
  }

  Call& call_;
  yaml_parser_t parser_{};
  yaml_event_t event_{};
  std::map<std::string, Value> anchors_;
  size_t depth_ = 0;
};

/// Writes a value through libyaml: blocks, every string in quotes or, with several lines, as a literal.
class YamlWriter {
 public:
  YamlWriter(Call& call) : call_(call) {
    yaml_emitter_initialize(&emitter_);
    yaml_emitter_set_unicode(&emitter_, 1);
    yaml_emitter_set_width(&emitter_, -1);
    auto append = [](void* to, unsigned char* bytes, size_t size) {
      static_cast<std::string*>(to)->append(reinterpret_cast<char*>(bytes), size);
      return 1;
    };
    yaml_emitter_set_output(&emitter_, append, &out_);
  }
  ~YamlWriter() { yaml_emitter_delete(&emitter_); }
  YamlWriter(const YamlWriter&) = delete;

  Result text(const Value& v) {
    yaml_event_t event;
    yaml_stream_start_event_initialize(&event, YAML_UTF8_ENCODING);
    emit(event);
    yaml_document_start_event_initialize(&event, nullptr, nullptr, nullptr, 1);
    emit(event);
    if (!write(v)) return {};
    yaml_document_end_event_initialize(&event, 1);
    emit(event);
    yaml_stream_end_event_initialize(&event);
    emit(event);
    yaml_emitter_flush(&emitter_);
    return make_text(std::move(out_), call_.where);
  }

 private:
  void emit(yaml_event_t& event) { yaml_emitter_emit(&emitter_, &event); }

  void scalar(const std::string& text, yaml_scalar_style_t style) {
    yaml_event_t event;
    auto bytes = reinterpret_cast<const unsigned char*>(text.data());
    yaml_scalar_event_initialize(&event, nullptr, nullptr, bytes, static_cast<int>(text.size()), 1, 1, style);
    emit(event);
  }

  void string(const std::string& text) {
    bool lines = text.find('\n') != std::string::npos;
    scalar(text, lines ? YAML_LITERAL_SCALAR_STYLE : YAML_DOUBLE_QUOTED_SCALAR_STYLE);
  }

  bool write(const Value& v) {
    if (!call_.in.take_items(1, call_.where)) return false;
    auto text = v.as_text();
    if (v.is_null()) {
      scalar("null", YAML_PLAIN_SCALAR_STYLE);
    } else if (auto b = v.as_bool()) {
      scalar(*b ? "true" : "false", YAML_PLAIN_SCALAR_STYLE);
    } else if (auto n = v.as_number()) {
      scalar(shortest_text(*n), YAML_PLAIN_SCALAR_STYLE);
    } else if (text && text->interpolations.empty()) {
      if (!call_.in.take_bytes(text->text.size(), call_.where)) return false;
      string(text->text);
    } else if (auto list = v.as_list()) {
      return write_list(*list);
    } else if (auto object = v.as_object()) {
      return write_object(*object);
    } else {
      call_.fail(0, fmt::format("YAML cannot hold {}", text ? "a text with a reference" : v.with_article()));
      return false;
    }
    return true;
  }

  bool write_list(const List& list) {
    yaml_event_t event;
    auto style = list.empty() ? YAML_FLOW_SEQUENCE_STYLE : YAML_BLOCK_SEQUENCE_STYLE;
    yaml_sequence_start_event_initialize(&event, nullptr, nullptr, 1, style);
    emit(event);
    for (auto& item : list)
      if (!write(item)) return false;
    yaml_sequence_end_event_initialize(&event);
    emit(event);
    return true;
  }

  bool write_object(const Object& object) {
    yaml_event_t event;
    auto style = object.empty() ? YAML_FLOW_MAPPING_STYLE : YAML_BLOCK_MAPPING_STYLE;
    yaml_mapping_start_event_initialize(&event, nullptr, nullptr, 1, style);
    emit(event);
    for (auto& [key, value] : object) {
      scalar(key, YAML_DOUBLE_QUOTED_SCALAR_STYLE);
      if (!write(value)) return false;
    }
    yaml_mapping_end_event_initialize(&event);
    emit(event);
    return true;
  }

  Call& call_;
  yaml_emitter_t emitter_{};
  std::string out_;
};

Result yamldecode(Call& call) { return YamlReader(call, call.text(0)).document(); }

Result yamlencode(Call& call) { return YamlWriter(call).text(call.args[0]); }

/// Objects are merged key by key, all the way down; of anything else the later one counts.
Value merged(const Value& under, const Value& over) {
  auto a = under.as_object(), b = over.as_object();
  if (!a || !b) return over;
  Object out = *a;
  for (auto& [key, value] : *b) {
    auto [place, is_new] = out.try_emplace(key, value);
    if (!is_new) place->second = merged(place->second, value);
  }
  return make_object(std::move(out), over.where);
}

Result yamlmerge(Call& call) {
  Value all;
  for (size_t i = 0; i < call.args.size(); ++i) {
    auto one = YamlReader(call, call.text(i)).document();
    if (!one) return {};
    all = i == 0 ? *one : merged(all, *one);
  }
  return YamlWriter(call).text(all);
}

constexpr Function kFunctions[] = {
    {"yamldecode", "(text: string) -> any", "The value that the YAML text means.", yamldecode},
    {"yamlencode", "(value: any) -> string", "The value as YAML.", yamlencode},
    {"yamlmerge", "(text: string, others: string...) -> string",
     "The YAML texts merged into one; of a value that several have the last counts.", yamlmerge},
};

}  // namespace

std::span<const Function> yaml_functions() { return kFunctions; }

}  // namespace schema::lang
