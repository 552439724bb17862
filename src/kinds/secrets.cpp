#include "kinds/secrets.hpp"

#include "text/secrets.hpp"

namespace schema {

void take_secrets(Options& options, Options& secrets) {
  for (auto it = options.begin(); it != options.end();) {
    if (!is_secret_name(it->first)) {
      ++it;
      continue;
    }
    secrets[it->first] = it->second;
    it = options.erase(it);
  }
}

}  // namespace schema
