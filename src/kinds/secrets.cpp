#include "kinds/secrets.hpp"

#include <algorithm>
#include <cctype>

namespace schema {

bool is_secret_option(std::string_view name) {
  std::string lower(name);
  std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) { return std::tolower(c); });
  for (auto word : {"password", "passwd", "passcode", "passphrase", "secret", "token", "private_key", "access_key"})
    if (lower.find(word) != std::string::npos && lower != "password_required") return true;
  return false;
}

void take_secrets(Options& options, Options& secrets) {
  for (auto it = options.begin(); it != options.end();) {
    if (!is_secret_option(it->first)) {
      ++it;
      continue;
    }
    secrets[it->first] = it->second;
    it = options.erase(it);
  }
}

}  // namespace schema
