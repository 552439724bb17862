#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "lang/functions.hpp"
#include "lang/unicode.hpp"

namespace schema::lang {

namespace {

template <class Change>
Result each_character(Call& call, Change change) {
  auto characters = to_characters(call.text(0));
  for (auto& c : characters) c = change(c);
  return make_text(to_utf8(characters));
}

Result lower(Call& call) { return each_character(call, to_lower); }

Result upper(Call& call) { return each_character(call, to_upper); }

Result title(Call& call) {
  bool inside = false;
  return each_character(call, [&](char32_t c) {
    auto out = inside ? c : to_upper(c);
    inside = is_letter(c) || (c >= '0' && c <= '9') || c == '_' || (inside && c == '\'');
    return out;
  });
}

Result chomp(Call& call) {
  auto text = call.text(0);
  while (text.ends_with('\n') || text.ends_with('\r')) text.pop_back();
  return make_text(std::move(text));
}

Result startswith(Call& call) { return Value(call.text(0).starts_with(call.text(1))); }

Result endswith(Call& call) { return Value(call.text(0).ends_with(call.text(1))); }

Result strcontains(Call& call) { return Value(call.text(0).find(call.text(1)) != std::string::npos); }

Result indent(Call& call) {
  auto spaces = call.integer(0);
  if (spaces < 0 || spaces > 1000) return call.fail(0, "indent() takes 0 to 1000 spaces");
  std::string out;
  for (char c : call.text(1)) {
    out += c;
    if (c != '\n') continue;
    if (!call.in.take_bytes(static_cast<size_t>(spaces), call.where)) return {};
    out.append(static_cast<size_t>(spaces), ' ');
  }
  return make_text(std::move(out));
}

Result join(Call& call) {
  std::vector<std::string> parts;
  for (size_t i = 1; i < call.args.size(); ++i) {
    auto strings = call.strings(i);
    if (!strings) return {};
    for (auto& part : *strings)
      if (!call.in.take_bytes(part.size() + call.text(0).size(), call.where)) return {};
    parts.insert(parts.end(), std::make_move_iterator(strings->begin()), std::make_move_iterator(strings->end()));
  }
  return make_text(fmt::format("{}", fmt::join(parts, call.text(0))));
}

Result split(Call& call) {
  auto& separator = call.text(0);
  auto& text = call.text(1);
  List out;
  if (separator.empty()) {
    if (!call.in.take_items(text.size(), call.where)) return {};
    for (auto c : to_characters(text)) out.push_back(make_text(to_utf8({&c, 1})));
    return make_list(std::move(out));
  }
  size_t from = 0;
  for (auto at = text.find(separator); at != std::string::npos; at = text.find(separator, from)) {
    if (!call.in.take_items(1, call.where)) return {};
    out.push_back(make_text(text.substr(from, at - from)));
    from = at + separator.size();
  }
  out.push_back(make_text(text.substr(from)));
  return make_list(std::move(out));
}

Result strrev(Call& call) {
  auto characters = to_clusters(call.text(0));
  std::string out;
  for (auto c = characters.rbegin(); c != characters.rend(); ++c) out += to_utf8(*c);
  return make_text(std::move(out));
}

Result substr(Call& call) {
  auto characters = to_clusters(call.text(0));
  auto size = static_cast<int64_t>(characters.size());
  auto offset = call.integer(1), length = call.integer(2);
  if (offset < 0) offset = std::max<int64_t>(0, size + offset);
  offset = std::min(offset, size);
  if (length < 0 || length > size - offset) length = size - offset;
  std::string out;
  for (auto i = offset; i < offset + length; ++i) out += to_utf8(characters[static_cast<size_t>(i)]);
  return make_text(std::move(out));
}

template <class Drop>
Result trimmed(Call& call, Drop drop) {
  auto characters = to_characters(call.text(0));
  auto first = std::find_if_not(characters.begin(), characters.end(), drop);
  auto last = std::find_if_not(characters.rbegin(), std::make_reverse_iterator(first), drop).base();
  return make_text(to_utf8(std::u32string(first, last)));
}

Result trim(Call& call) {
  auto set = to_characters(call.text(1));
  return trimmed(call, [&](char32_t c) { return set.find(c) != set.npos; });
}

Result trimspace(Call& call) { return trimmed(call, is_space); }

Result trimprefix(Call& call) {
  auto& text = call.text(0);
  return make_text(text.starts_with(call.text(1)) ? text.substr(call.text(1).size()) : text);
}

Result trimsuffix(Call& call) {
  auto& text = call.text(0);
  return make_text(text.ends_with(call.text(1)) ? text.substr(0, text.size() - call.text(1).size()) : text);
}

constexpr Function kFunctions[] = {
    {"chomp", "(text: string) -> string", "Removes line ends from the end of the text.", chomp},
    {"endswith", "(text: string, suffix: string) -> bool", "Whether the text ends with the suffix.", endswith},
    {"indent", "(spaces: int, text: string) -> string", "Adds spaces before every line but the first.", indent},
    {"join", "(separator: string, lists: list...) -> string", "Puts the elements of the lists together to one text.",
     join},
    {"lower", "(text: string) -> string", "The text in small letters.", lower},
    {"split", "(separator: string, text: string) -> list", "The parts of the text between separators.", split},
    {"startswith", "(text: string, prefix: string) -> bool", "Whether the text begins with the prefix.", startswith},
    {"strcontains", "(text: string, part: string) -> bool", "Whether the part stands anywhere in the text.",
     strcontains},
    {"strrev", "(text: string) -> string", "The characters in reverse order.", strrev},
    {"substr", "(text: string, offset: int, length: int) -> string",
     "Part of the text; a negative offset counts from the end, length -1 takes the rest.", substr},
    {"title", "(text: string) -> string", "The text with a capital letter at each word's start.", title},
    {"trim", "(text: string, characters: string) -> string", "Removes the characters from both ends.", trim},
    {"trimprefix", "(text: string, prefix: string) -> string", "Removes the prefix if it is there.", trimprefix},
    {"trimspace", "(text: string) -> string", "Removes white space from both ends.", trimspace},
    {"trimsuffix", "(text: string, suffix: string) -> string", "Removes the suffix if it is there.", trimsuffix},
    {"upper", "(text: string) -> string", "The text in capital letters.", upper},
};

}  // namespace

std::span<const Function> text_functions() { return kFunctions; }

}  // namespace schema::lang
