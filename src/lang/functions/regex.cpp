#include <fmt/format.h>
#include <re2/re2.h>

#include <cctype>

#include "lang/functions.hpp"

namespace schema::lang {

namespace {

std::unique_ptr<RE2> compile(Call& call, size_t i, std::string_view pattern) {
  RE2::Options options;
  options.set_log_errors(false);
  auto regex = std::make_unique<RE2>(re2::StringPiece(pattern.data(), pattern.size()), options);
  if (regex->ok()) return regex;
  call.fail(i, call.args[i].sensitive ? "the regular expression is wrong"
                                      : fmt::format("the regular expression is wrong: {}", regex->error()));
  return nullptr;
}

using Groups = std::vector<re2::StringPiece>;

/// The match at or after `from`; groups[0] is the whole.
bool match(const RE2& regex, const std::string& text, size_t from, Groups& groups) {
  groups.resize(static_cast<size_t>(regex.NumberOfCapturingGroups()) + 1);
  return regex.Match(text, from, text.size(), RE2::UNANCHORED, groups.data(), static_cast<int>(groups.size()));
}

/// Calls `found` for every match, left to right, without overlaps. False if there are too many.
template <class Found>
bool each_match(Call& call, const RE2& regex, const std::string& text, Found found) {
  Groups groups;
  for (size_t from = 0; from <= text.size() && match(regex, text, from, groups);) {
    if (!call.in.take_items(1, call.where)) return false;
    found(groups);
    auto end = static_cast<size_t>(groups[0].data() - text.data()) + groups[0].size();
    from = groups[0].empty() ? end + 1 : end;
  }
  return true;
}

Value group_value(const re2::StringPiece& group) {
  return group.data() ? make_text(std::string(group.data(), group.size())) : Value();
}

/// The whole match, the list of groups, or an object of named groups.
Value captured(const RE2& regex, const Groups& groups) {
  if (groups.size() == 1) return group_value(groups[0]);
  if (auto& names = regex.CapturingGroupNames(); !names.empty()) {
    Object out;
    for (auto& [number, name] : names) out[name] = group_value(groups[static_cast<size_t>(number)]);
    return make_object(std::move(out));
  }
  List out;
  for (size_t i = 1; i < groups.size(); ++i) out.push_back(group_value(groups[i]));
  return make_list(std::move(out));
}

Result regex(Call& call) {
  auto regex = compile(call, 0, call.text(0));
  if (!regex) return {};
  Groups groups;
  if (match(*regex, call.text(1), 0, groups)) return captured(*regex, groups);
  return call.fail(1, fmt::format("the pattern {} does not match {}", call.show(0), call.show(1)),
                   "regexall() gives an empty list instead; can() tells whether it matches");
}

Result regexall(Call& call) {
  auto regex = compile(call, 0, call.text(0));
  if (!regex) return {};
  List out;
  if (!each_match(call, *regex, call.text(1), [&](auto& groups) { out.push_back(captured(*regex, groups)); }))
    return {};
  return make_list(std::move(out));
}

/// Terraform's (Go's) replacement text: $1, ${1}, $name, ${name}, and $$ for a dollar sign.
void expand(std::string& out, std::string_view replacement, const RE2& regex, const Groups& groups) {
  auto& names = regex.NamedCapturingGroups();
  while (!replacement.empty()) {
    auto dollar = replacement.find('$');
    out += replacement.substr(0, dollar);
    if (dollar == replacement.npos) return;
    replacement.remove_prefix(dollar + 1);
    if (replacement.starts_with('$')) {
      out += '$';
      replacement.remove_prefix(1);
      continue;
    }
    bool braced = replacement.starts_with('{');
    size_t end = braced ? 1 : 0;
    while (end < replacement.size() &&
           (std::isalnum(static_cast<unsigned char>(replacement[end])) || replacement[end] == '_'))
      ++end;
    std::string name(replacement.substr(braced, end - braced));
    if (name.empty() || (braced && (end >= replacement.size() || replacement[end] != '}'))) {
      out += '$';
      continue;
    }
    size_t group = groups.size();
    if (auto found = names.find(name); found != names.end()) group = static_cast<size_t>(found->second);
    if (name.find_first_not_of("0123456789") == name.npos && name.size() < 4) group = std::stoul(name);
    if (group < groups.size() && groups[group].data()) out.append(groups[group].data(), groups[group].size());
    replacement.remove_prefix(end + braced);
  }
}

Result replaced(Call& call, std::string_view pattern, const std::string& replacement) {
  auto regex = compile(call, 1, pattern);
  if (!regex) return {};
  auto& text = call.text(0);
  std::string out;
  size_t done = 0;
  bool ok = each_match(call, *regex, text, [&](auto& groups) {
    auto start = static_cast<size_t>(groups[0].data() - text.data());
    out += text.substr(done, start - done);
    expand(out, replacement, *regex, groups);
    done = start + groups[0].size();
  });
  if (!ok) return {};
  return make_text(out + text.substr(done));
}

Result regexreplace(Call& call) { return replaced(call, call.text(1), call.text(2)); }

/// The empty text stands before each character and at the end.
Result between_characters(Call& call, const std::string& text, const std::string& with) {
  if (!call.in.take_bytes((text.size() + 1) * with.size(), call.where)) return {};
  std::string out;
  for (char c : text) {
    if ((c & 0xC0) != 0x80) out += with;
    out += c;
  }
  return make_text(out + with);
}

Result replace(Call& call) {
  auto &text = call.text(0), &part = call.text(1), &with = call.text(2);
  if (part.size() > 1 && part.starts_with('/') && part.ends_with('/'))
    return replaced(call, std::string_view(part).substr(1, part.size() - 2), with);
  if (part.empty()) return between_characters(call, text, with);
  std::string out;
  size_t from = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, from)) {
    if (!call.in.take_bytes(at - from + with.size(), call.where)) return {};
    out.append(text, from, at - from).append(with);
    from = at + part.size();
  }
  return make_text(out.append(text, from));
}

Result regexpescape(Call& call) { return make_text(RE2::QuoteMeta(call.text(0))); }

constexpr Function kFunctions[] = {
    {"regex", "(pattern: string, text: string) -> any",
     "The first match: the text, a list of its groups, or an object of its named groups.", regex},
    {"regexall", "(pattern: string, text: string) -> list", "All matches, each as regex() gives it.", regexall},
    {"regexpescape", "(text: string) -> string", "The text as a pattern that matches just it.", regexpescape},
    {"regexreplace", "(text: string, pattern: string, replacement: string) -> string",
     "Replaces every match; $1 and ${name} stand for groups.", regexreplace},
    {"replace", "(text: string, part: string, replacement: string) -> string",
     "Replaces every part; a part between slashes is a regular expression.", replace},
};

}  // namespace

std::span<const Function> regex_functions() { return kFunctions; }

}  // namespace schema::lang
