#include "lang/digest.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <array>

namespace schema::lang {

std::string digest(std::string_view bytes, const char* algorithm) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> out;
  unsigned size = 0;
  EVP_Digest(bytes.data(), bytes.size(), out.data(), &size, EVP_get_digestbyname(algorithm), nullptr);
  return {out.begin(), out.begin() + size};
}

std::string to_hex(std::string_view bytes) {
  std::string out;
  for (unsigned char c : bytes) fmt::format_to(std::back_inserter(out), "{:02x}", c);
  return out;
}

std::string to_uuid(std::string_view bytes) {
  auto text = to_hex(bytes);
  for (auto at : {20, 16, 12, 8}) text.insert(static_cast<size_t>(at), 1, '-');
  return text;
}

}  // namespace schema::lang
