#include "postgres/url.hpp"

#include <fmt/format.h>
#include <libpq-fe.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <memory>

#include "postgres/connection_error.hpp"

namespace schema::postgres {

namespace {

using Options = std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)>;

bool starts_with_scheme(std::string_view text, std::string_view scheme) {
  return text.substr(0, scheme.size()) == scheme && text.substr(scheme.size(), 3) == "://";
}

[[noreturn]] void refuse(std::string_view text, std::string message, std::string help) {
  throw ConnectionError(ConnectionError::Reason::bad_url, redact(text), std::move(message), std::move(help));
}

/// libpq marks what must not be shown.
bool is_secret(std::string_view keyword) {
  static const Options all(PQconndefaults(), PQconninfoFree);
  for (const PQconninfoOption* o = all.get(); o && o->keyword; o++)
    if (keyword == o->keyword) return o->dispchar[0] == '*';
  return keyword.find("password") != std::string_view::npos;
}

/// A password with a bare @ or / is cut in the wrong place by every parser, and its rest would turn up in messages
/// as a host or database name.
void refuse_ambiguous_user(std::string_view text) {
  std::string_view rest = text.substr(text.find("://") + 3);
  rest.remove_prefix(std::min(rest.size(), rest.find_first_of("@/")));
  if (rest.substr(0, rest.find('?')).find('@', 1) == std::string_view::npos) return;
  refuse(text, "the URL has more than one place where its user part may end",
         "percent-encode special characters in user, password and database: @ is %40, / is %2F, : is %3A, ? is %3F");
}

/// libpq's message quotes pieces of the text; those that redaction takes out must not come back through it.
std::string safe_message(std::string_view text, std::string message) {
  while (!message.empty() && std::isspace(static_cast<unsigned char>(message.back()))) message.pop_back();
  const std::string shown = redact(text);
  const size_t open = message.find('"'), close = message.rfind('"');
  if (open == close) return message;
  const std::string quoted = message.substr(open + 1, close - open - 1);
  if (shown.find(quoted) == std::string::npos) message.replace(open, close - open + 1, "(not shown)");
  return message;
}

void parse_with_libpq(std::string_view original, const std::string& text, Url& url) {
  char* problem = nullptr;
  Options options(PQconninfoParse(text.c_str(), &problem), PQconninfoFree);
  if (!options) {
    std::string message = problem ? problem : "out of memory";
    PQfreemem(problem);
    refuse(original, "the URL cannot be read: " + safe_message(original, message),
           "expected postgres://user@host:port/database?parameter=value; special characters percent-encoded");
  }
  for (const PQconninfoOption* o = options.get(); o->keyword; o++)
    if (o->val) url.params.emplace_back(o->keyword, o->val);
}

bool plain(unsigned char c) {
  return std::isalnum(c) || (c && std::string_view("-._~/,").find(c) != std::string::npos);
}

std::string percent_encode(std::string_view text) {
  std::string out;
  for (unsigned char c : text) {
    if (plain(c) || c >= 0x80)
      out += static_cast<char>(c);
    else
      out += fmt::format("%{:02X}", c);
  }
  return out;
}

/// A host that fits between // and /: not a socket's folder, not a list, IPv6 in brackets.
std::string host_part(const std::string* host) {
  if (!host || host->find_first_of("/,@") != std::string::npos) return "";
  return host->find(':') == std::string::npos ? percent_encode(*host) : "[" + *host + "]";
}

bool is_local(const std::string& host) {
  return host.empty() || host.starts_with('/') || host == "localhost" || host == "::1" || host.starts_with("127.");
}

/// The certificates that the system trusts, unless libpq finds some of its own. Amazon's are among them.
std::string system_roots() {
  namespace fs = std::filesystem;
  std::error_code ignored;
  auto home = std::getenv("HOME");
  if (home && fs::exists(fs::path(home) / ".postgresql/root.crt", ignored)) return {};
  for (auto path : {"/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem"})
    if (fs::exists(path, ignored)) return path;
  return {};
}

}  // namespace

Url Url::parse(std::string_view text) {
  Url url;
  if (text.find('\0') != std::string_view::npos) refuse("", "the URL contains a zero byte", "");
  if (starts_with_scheme(text, "embedded")) {
    url.scheme = Scheme::embedded;
    url.directory = std::string(text.substr(11));
  } else if (starts_with_scheme(text, "redshift")) {
    url.scheme = Scheme::redshift;
    refuse_ambiguous_user(text);
    parse_with_libpq(text, "postgres" + std::string(text.substr(8)), url);
    if (!url.find("port")) url.params.emplace_back("port", "5439");
  } else if (starts_with_scheme(text, "postgres") || starts_with_scheme(text, "postgresql")) {
    refuse_ambiguous_user(text);
    parse_with_libpq(text, std::string(text), url);
  } else if (text.find("://") == std::string_view::npos && text.find('=') != std::string_view::npos) {
    parse_with_libpq(text, std::string(text), url);
  } else {
    refuse(text, "not a database URL", "expected postgres://..., redshift://... or embedded://[DIR]");
  }
  return url;
}

const std::string* Url::find(std::string_view keyword) const {
  for (const auto& [key, value] : params)
    if (key == keyword) return &value;
  return nullptr;
}

std::vector<std::pair<std::string, std::string>> Url::connection_params() const {
  auto all = params;
  auto add = [&](std::string_view keyword, const char* variable, std::string value) {
    if (!find(keyword) && !std::getenv(variable)) all.emplace_back(keyword, std::move(value));
  };
  if (scheme == Scheme::redshift) {
    // Redshift ends connections that set parameters which it does not know. An empty text would not be taken for one.
    if (!find("options") && std::getenv("PGOPTIONS")) all.emplace_back("options", " ");
    if (auto host = find("host"); host && !is_local(*host)) {
      add("sslmode", "PGSSLMODE", "verify-full");
      if (auto roots = system_roots(); !roots.empty()) add("sslrootcert", "PGSSLROOTCERT", roots);
    }
  }
  if (!credentials) return all;
  auto login = credentials->get();
  std::erase_if(all, [](auto& param) { return param.first == "user" || param.first == "password"; });
  all.emplace_back("user", login.user);
  all.emplace_back("password", login.password);
  return all;
}

Url Url::with(std::string_view keyword, std::string_view value) const {
  Url copy = *this;
  std::erase_if(copy.params, [&](const auto& param) { return param.first == keyword; });
  copy.params.emplace_back(keyword, value);
  return copy;
}

std::string Url::redacted() const {
  if (scheme == Scheme::embedded) return "embedded://" + directory.string();
  std::string out = scheme == Scheme::redshift ? "redshift://" : "postgres://";
  const std::string host = host_part(find("host"));
  if (const auto* user = find("user")) out += percent_encode(*user) + "@";
  out += host;
  const auto* port = find("port");
  const bool port_fits = port && !host.empty() && port->find(',') == std::string::npos;
  if (port_fits) out += ":" + *port;
  if (const auto* database = find("dbname")) out += "/" + percent_encode(*database);
  char separator = '?';
  for (const auto& [key, value] : params) {
    const bool shown =
        key == "user" || key == "dbname" || (key == "host" && !host.empty()) || (key == "port" && port_fits);
    if (shown || is_secret(key)) continue;
    out += std::exchange(separator, '&') + key + "=" + percent_encode(value);
  }
  return out;
}

std::string redact(std::string_view text) {
  std::string out(text);
  const size_t slashes = out.find("://");
  // In "key=value" form a forgotten quote moves every border, so nothing is certain to be no password; nor where the
  // scheme was forgotten.
  if (slashes == std::string::npos) return out.find_first_of("= @") == std::string::npos ? out : "";
  const size_t colon = out.find(':', slashes + 3), at = out.rfind('@');
  if (colon != std::string::npos && at != std::string::npos && colon < at) out.erase(colon, at - colon);
  // Mistyped keywords ("pasword") count too.
  for (size_t from = 0; (from = out.find("pas", from)) != std::string::npos;) {
    size_t value = from;
    while (value < out.size() && std::isalpha(static_cast<unsigned char>(out[value]))) value++;
    from += 3;
    if (value < out.size() && out[value] == '=')
      out.replace(value, std::min(out.find('&', value), out.size()) - value, "=***");
  }
  return out;
}

}  // namespace schema::postgres
