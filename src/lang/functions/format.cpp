#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>

#include "lang/functions.hpp"
#include "lang/unicode.hpp"

namespace schema::lang {

namespace {

/// One verb of a format: %[flags][width][.precision][[argument]]verb.
struct Verb {
  bool minus = false, plus = false, space = false, zero = false, alternate = false;
  std::optional<int64_t> width, precision;
  char letter = 0;
};

constexpr int64_t kMaxWidth = 10'000;

/// Goes through a format and fills in arguments, with Go's rules.
class Formatter {
 public:
  Formatter(Call& call, const std::string& format, const std::vector<const Value*>& args)
      : call_(call), rest_(format), args_(args) {}

  std::optional<std::string> run() {
    while (!rest_.empty()) {
      auto percent = rest_.find('%');
      out_ += rest_.substr(0, percent);
      if (percent == rest_.npos) break;
      rest_.remove_prefix(percent + 1);
      if (!verb()) return {};
    }
    if (!numbered_ && next_ < args_.size())
      return call_.fail(next_ + 1, fmt::format("the format has {} verb{} but {} arguments are given", next_,
                                               next_ == 1 ? "" : "s", args_.size()));
    return std::move(out_);
  }

 private:
  bool bad(std::string message) {
    call_.fail(0, std::move(message));
    return false;
  }

  bool skip(char c) {
    if (!rest_.starts_with(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }

  std::optional<int64_t> digits() {
    size_t n = 0;
    int64_t value = 0;
    while (n < rest_.size() && rest_[n] >= '0' && rest_[n] <= '9' && value <= kMaxWidth)
      value = value * 10 + (rest_[n++] - '0');
    rest_.remove_prefix(n);
    return n ? std::optional(value) : std::nullopt;
  }

  /// A width or precision: digits, or * for the next argument.
  bool measure(std::optional<int64_t>& out) {
    if (skip('*')) {
      auto arg = take();
      auto number = arg ? to_number(*arg) : Result();
      auto value = number && !number->is_null() ? to_int64(*number->as_number()) : std::nullopt;
      if (!value) return bad("* in a format needs a whole number as argument");
      out = *value;
    } else if (auto value = digits()) {
      out = value;
    }
    return !out || (*out >= 0 && *out <= kMaxWidth) || bad(fmt::format("a width in a format is 0 to {}", kMaxWidth));
  }

  bool argument_number() {
    if (!skip('[')) return true;
    auto number = digits();
    if (!number || *number < 1 || !skip(']')) return bad("%[ in a format needs an argument's number and ]");
    next_ = static_cast<size_t>(*number - 1);
    numbered_ = true;
    return true;
  }

  const Value* take() {
    if (next_ < args_.size()) return args_[next_++];
    bad(fmt::format("the format needs more than the {} given argument{}", args_.size(), args_.size() == 1 ? "" : "s"));
    return nullptr;
  }

  bool verb() {
    Verb v;
    for (bool more = true; more;) {
      more = false;
      for (auto [flag, c] :
           {std::pair{&v.minus, '-'}, {&v.plus, '+'}, {&v.space, ' '}, {&v.zero, '0'}, {&v.alternate, '#'}})
        if (skip(c)) *flag = more = true;
    }
    if (!argument_number() || !measure(v.width)) return false;
    if (skip('.')) {
      v.precision = 0;
      if (!measure(v.precision)) return false;
    }
    if (!argument_number()) return false;
    if (rest_.empty()) return bad("the format ends within a verb");
    v.letter = rest_[0];
    rest_.remove_prefix(1);
    if (v.letter == '%') {
      out_ += '%';
      return true;
    }
    auto arg = take();
    return arg && write(v, *arg);
  }

  bool write(const Verb& v, const Value& arg) {
    switch (v.letter) {
      case 'v':
        return write_any(v, arg);
      case 's':
        return write_string(v, arg);
      case 'q':
        return write_quoted(v, arg);
      case 't':
        return write_bool(v, arg);
      case 'd':
        return write_integer(v, arg, 10);
      case 'b':
        return write_integer(v, arg, 2);
      case 'o':
        return write_integer(v, arg, 8);
      case 'x':
      case 'X':
        return arg.as_text() ? write_hex(v, arg) : write_integer(v, arg, 16);
      case 'e':
      case 'E':
      case 'f':
      case 'F':
      case 'g':
      case 'G':
        return write_float(v, arg);
      default:
        return bad(fmt::format("a format has no verb %{}", v.letter));
    }
  }

  bool pad(const Verb& v, std::string text, bool number = false) {
    auto size = static_cast<int64_t>(to_clusters(text).size());
    auto missing = static_cast<size_t>(std::max<int64_t>(0, v.width.value_or(0) - size));
    if (!call_.in.take_bytes(missing, call_.where)) return false;
    if (v.minus) {
      text.append(missing, ' ');
    } else if (v.zero) {
      bool sign = number && (text.starts_with('-') || text.starts_with('+') || text.starts_with(' '));
      text.insert(sign ? 1 : 0, missing, '0');
    } else {
      text.insert(0, missing, ' ');
    }
    out_ += text;
    return true;
  }

  bool wrong(const Verb& v, const Value& arg, std::string_view wanted) {
    auto shown = arg.sensitive ? "a sensitive value" : arg.as_text() ? display(arg) : arg.with_article();
    return bad(fmt::format("%{} needs {}, not {}", v.letter, wanted, shown));
  }

  std::optional<std::string> json(const Value& arg) { return to_json(call_.in, arg, call_.where); }

  bool write_any(const Verb& v, const Value& arg) {
    if (!v.alternate && arg.as_text()) return write_string(v, arg);
    if (!v.alternate && arg.as_number()) return pad(v, shortest_text(*arg.as_number()), true);
    auto text = json(arg);
    return text && pad(v, std::move(*text));
  }

  bool write_string(const Verb& v, const Value& arg) {
    auto text = to_text(arg);
    if (!text || text->is_null() || !text->as_text()->interpolations.empty()) return wrong(v, arg, "a string");
    auto out = text->as_text()->text;
    if (v.precision) out = to_utf8(to_characters(out).substr(0, static_cast<size_t>(*v.precision)));
    return pad(v, std::move(out));
  }

  bool write_quoted(const Verb& v, const Value& arg) {
    auto text = to_text(arg);
    if (!text || text->is_null()) return wrong(v, arg, "a string");
    auto quoted = json(*text);
    return quoted && pad(v, std::move(*quoted));
  }

  bool write_bool(const Verb& v, const Value& arg) {
    auto truth = to_bool(arg);
    if (!truth || truth->is_null()) return wrong(v, arg, "a bool");
    return pad(v, *truth->as_bool() ? "true" : "false");
  }

  bool write_hex(const Verb& v, const Value& arg) {
    std::string out;
    for (unsigned char c : arg.as_text()->text)
      out += v.letter == 'x' ? fmt::format("{:02x}", c) : fmt::format("{:02X}", c);
    return pad(v, std::move(out));
  }

  bool pad_number(const Verb& v, std::string text) {
    if (!text.starts_with('-') && (v.plus || v.space)) text.insert(0, 1, v.plus ? '+' : ' ');
    return pad(v, std::move(text), true);
  }

  bool write_integer(const Verb& v, const Value& arg, int base) {
    auto number = to_number(arg);
    if (!number || number->is_null()) return wrong(v, arg, "a number");
    auto n = *number->as_number();
    if (!n.is_integer()) {  // Terraform cuts the fraction off
      n = sign(n) < 0 ? *ceil(n) : *floor(n);
    }
    auto text = in_base(n, base);
    if (v.letter == 'X')
      std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::toupper(c); });
    return pad_number(v, std::move(text));
  }

  bool write_float(const Verb& v, const Value& arg) {
    auto number = to_number(arg);
    if (!number || number->is_null()) return wrong(v, arg, "a number");
    auto& n = *number->as_number();
    auto precision = static_cast<int>(v.precision.value_or(6));
    auto value = n.approx();
    std::string text;
    if (v.letter == 'f' || v.letter == 'F')
      text = fixed_text(n, precision);
    else if (v.letter == 'e' || v.letter == 'E')
      text = fmt::format("{:.{}e}", value, precision);
    else
      text = v.precision ? fmt::format("{:.{}g}", value, precision) : shortest(value);
    if (v.letter == 'E' || v.letter == 'G') std::replace(text.begin(), text.end(), 'e', 'E');
    return pad_number(v, std::move(text));
  }

  /// As few digits as tell the number apart; with an exponent from a million on, as Go's %g.
  static std::string shortest(double value) {
    constexpr int kPlain = 6;
    char buffer[400];
    auto end = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::scientific).ptr;
    std::string text(buffer, end);
    auto e = text.find('e');
    auto exponent = e == text.npos ? 0 : std::atoi(text.c_str() + e + 1);
    if (exponent < -4 || exponent >= kPlain) return text;
    return {buffer, std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed).ptr};
  }

  Call& call_;
  std::string_view rest_;
  const std::vector<const Value*>& args_;
  std::string out_;
  size_t next_ = 0;
  bool numbered_ = false;
};

Result format(Call& call) {
  std::vector<const Value*> args;
  for (size_t i = 1; i < call.args.size(); ++i) args.push_back(&call.args[i]);
  auto text = Formatter(call, call.text(0), args).run();
  if (!text) return {};
  return make_text(std::move(*text));
}

/// Lists among the arguments give one text each element; the others are the same in all.
Result formatlist(Call& call) {
  std::optional<size_t> rows;
  for (size_t i = 1; i < call.args.size(); ++i) {
    if (!call.args[i].as_list()) continue;
    auto size = call.list(i).size();
    if (rows && *rows != size) return call.fail(i, fmt::format("the lists have {} and {} elements", *rows, size));
    rows = size;
  }
  List out;
  for (size_t row = 0; row < rows.value_or(1); ++row) {
    std::vector<const Value*> args;
    for (size_t i = 1; i < call.args.size(); ++i)
      args.push_back(call.args[i].as_list() ? &call.list(i)[row] : &call.args[i]);
    auto text = Formatter(call, call.text(0), args).run();
    if (!text || !call.in.take_bytes(text->size(), call.where)) return {};
    out.push_back(make_text(std::move(*text), call.where));
  }
  return make_list(std::move(out));
}

constexpr Function kFunctions[] = {
    {"format", "(format: string, values: any...) -> string",
     "The values put into the format: %s, %d, %05.2f, %q, %v, ...", format},
    {"formatlist", "(format: string, values: any...) -> list",
     "format() for every element of the lists among the values.", formatlist},
};

}  // namespace

std::span<const Function> format_functions() { return kFunctions; }

}  // namespace schema::lang
