#include "text/secrets.hpp"

#include <algorithm>
#include <cctype>

namespace schema {

namespace {

constexpr std::string_view kWords[] = {"password", "passwd",      "passcode",   "passphrase", "pwd",     "secret",
                                       "token",    "private_key", "access_key", "accesskey",  "api_key", "apikey",
                                       "credential"};
/// Whole names only, and what somebody meant who cannot type.
constexpr std::string_view kNames[] = {"pass", "pasword", "passward", "passwrod"};

bool is_name(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }

class Masker {
 public:
  explicit Masker(std::string_view line) : line_(line) {}

  std::string mask() {
    urls();
    names();
    return std::move(line_);
  }

 private:
  void hide(size_t from, size_t to) { std::fill(line_.begin() + from, line_.begin() + to, '*'); }

  /// user:password@
  void urls() {
    for (size_t at = 0; (at = line_.find("://", at)) != std::string::npos;) {
      at += 3;
      auto end = std::min(line_.find_first_of("\"' \t", at), line_.size());
      auto colon = line_.find(':', at), last = line_.substr(0, end).rfind('@');
      if (last != std::string::npos && colon < last) hide(colon + 1, last);
    }
  }

  /// Behind a secret name and what gives it a value, all quoted texts up to a comma outside of lists.
  void names() {
    for (size_t at = 0; at < line_.size();) {
      auto begin = at;
      while (at < line_.size() && is_name(line_[at])) ++at;
      if (begin == at)
        ++at;
      else if (is_secret_name(std::string_view(line_).substr(begin, at - begin)))
        at = value(at);
    }
  }

  size_t value(size_t at) {
    while (at < line_.size() && (line_[at] == ' ' || line_[at] == '"')) ++at;
    if (at == line_.size() || (line_[at] != '=' && line_[at] != ':')) return at;
    if (line_[++at] != ' ' && line_[at] != '"') return bare(at);
    int depth = 0;
    for (bool inside = false; at < line_.size() && (inside || depth > 0 || line_[at] != ','); ++at)
      if (line_[at] == '"' && (at == 0 || line_[at - 1] != '\\'))
        inside = !inside;
      else if (inside)
        line_[at] = '*';
      else
        depth += line_[at] == '[' ? 1 : line_[at] == ']' ? -1 : 0;
    return at;
  }

  /// password=secret, as in a URL or a connection string.
  size_t bare(size_t at) {
    auto end = std::min(line_.find_first_of(" &\"", at), line_.size());
    hide(at, end);
    return end;
  }

  std::string line_;
};

}  // namespace

bool is_secret_name(std::string_view name) {
  std::string lower(name);
  std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) { return std::tolower(c); });
  if (lower == "password_required") return false;
  if (std::find(std::begin(kNames), std::end(kNames), lower) != std::end(kNames)) return true;
  return std::any_of(std::begin(kWords), std::end(kWords),
                     [&](auto word) { return lower.find(word) != std::string::npos; });
}

std::string masked(std::string_view line) { return Masker(line).mask(); }

}  // namespace schema
