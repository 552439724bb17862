#include <fmt/format.h>

#include <cctype>
#include <utility>

#include "lang/functions.hpp"

namespace schema::lang {

namespace {

std::string escaped(std::string_view text, std::string_view kept, bool plus_for_space) {
  std::string out;
  for (unsigned char c : text) {
    if ((std::isalnum(c) && c < 0x80) || kept.find(static_cast<char>(c)) != kept.npos)
      out += static_cast<char>(c);
    else if (c == ' ' && plus_for_space)
      out += '+';
    else
      fmt::format_to(std::back_inserter(out), "%{:02X}", c);
  }
  return out;
}

std::string query_escaped(std::string_view text) { return escaped(text, "-_.~", true); }

Result urlencode(Call& call) { return make_text(query_escaped(call.text(0))); }

Result urldecode(Call& call) {
  auto& text = call.text(0);
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out += text[i] == '+' ? ' ' : text[i];
      continue;
    }
    auto byte = i + 2 < text.size() && text[i + 1] != '-' ? parse_integer(text.substr(i + 1, 2), 16) : MaybeNumber();
    if (!byte) return call.fail(0, "the text has a % without two hexadecimal digits after it");
    out += static_cast<char>(*to_int64(*byte));
    i += 2;
  }
  return make_text(std::move(out));
}

/// A URL cut where its parts are set.
struct Url {
  std::string scheme;     ///< with "://"
  std::string authority;  ///< user:password@host:port
  std::string path;
  std::string query;     ///< without ?
  std::string fragment;  ///< with #

  std::string text() const { return scheme + authority + path + (query.empty() ? "" : "?" + query) + fragment; }
};

/// Takes what comes before the first of the characters out of the text.
std::string cut(std::string& text, const char* characters) {
  auto end = std::min(text.find_first_of(characters), text.size());
  auto out = text.substr(0, end);
  text.erase(0, end);
  return out;
}

std::optional<Url> parse_url(Call& call) {
  std::string text = call.text(0);
  auto scheme = text.find("://");
  if (scheme == std::string::npos) return call.fail(0, "the text is no URL: it has no \"://\"");
  Url url;
  url.scheme = text.substr(0, scheme + 3);
  text.erase(0, scheme + 3);
  url.authority = cut(text, "/?#");
  url.path = cut(text, "?#");
  url.query = cut(text, "#");
  if (!url.query.empty()) url.query.erase(0, 1);
  url.fragment = text;
  return url;
}

Result urlqueryset(Call& call) {
  auto url = parse_url(call);
  if (!url) return {};
  auto key = query_escaped(call.text(1)), query = std::exchange(url->query, "");
  while (!query.empty()) {
    auto part = cut(query, "&");
    query.erase(0, 1);
    if (part != key && !part.starts_with(key + "=")) url->query += (url->query.empty() ? "" : "&") + part;
  }
  url->query += (url->query.empty() ? "" : "&") + key + "=" + query_escaped(call.text(2));
  return make_text(url->text());
}

Result urlsetpath(Call& call) {
  auto url = parse_url(call);
  if (!url) return {};
  url->path = escaped(call.text(1), "-_.~/$&+,:;=@", false);
  if (!url->path.starts_with('/')) url->path.insert(0, 1, '/');
  return make_text(url->text());
}

Result urluserinfo(Call& call) {
  auto url = parse_url(call);
  if (!url) return {};
  constexpr std::string_view kKept = "-_.~$&+,;=";
  auto at = url->authority.rfind('@');
  auto host = at == std::string::npos ? url->authority : url->authority.substr(at + 1);
  auto password = call.has(2) ? ":" + escaped(call.text(2), kKept, false) : "";
  url->authority = escaped(call.text(1), kKept, false) + password + "@" + host;
  return make_text(url->text());
}

constexpr Function kFunctions[] = {
    {"urldecode", "(text: string) -> string", "The text that the URL's escapes mean.", urldecode},
    {"urlencode", "(text: string) -> string", "The text as it stands in a URL's query.", urlencode},
    {"urlescape", "(text: string) -> string", "The same as urlencode().", urlencode},
    {"urlqueryset", "(url: string, key: string, value: string) -> string", "The URL with a query parameter set.",
     urlqueryset},
    {"urlsetpath", "(url: string, path: string) -> string", "The URL with another path.", urlsetpath},
    {"urluserinfo", "(url: string, user: string, password?: string) -> string",
     "The URL with another user and password.", urluserinfo},
};

}  // namespace

std::span<const Function> url_functions() { return kFunctions; }

}  // namespace schema::lang
