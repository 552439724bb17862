#include <fmt/format.h>
#include <openssl/evp.h>

#include <array>

#include "lang/base64.hpp"
#include "lang/functions.hpp"

namespace schema::lang {

namespace {

/// The raw bytes of a digest of the text.
std::string digest(std::string_view text, const EVP_MD* algorithm) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> bytes;
  unsigned size = 0;
  EVP_Digest(text.data(), text.size(), bytes.data(), &size, algorithm, nullptr);
  return {bytes.begin(), bytes.begin() + size};
}

std::string hex(std::string_view bytes) {
  std::string out;
  for (unsigned char c : bytes) fmt::format_to(std::back_inserter(out), "{:02x}", c);
  return out;
}

template <const EVP_MD* (*algorithm)()>
Result hex_digest(Call& call) {
  return make_text(hex(digest(call.text(0), algorithm())));
}

template <const EVP_MD* (*algorithm)()>
Result base64_digest(Call& call) {
  return make_text(to_base64(digest(call.text(0), algorithm())));
}

/// The 16 bytes of a UUID text, or nothing.
std::optional<std::string> uuid_bytes(std::string_view text) {
  std::string out;
  if (text.size() != 36) return {};
  for (size_t i = 0; i < text.size();) {
    if (i == 8 || i == 13 || i == 18 || i == 23) {
      if (text[i++] != '-') return {};
      continue;
    }
    auto byte = parse_integer(text.substr(i, 2), 16);
    if (!byte || text[i] == '-') return {};
    out += static_cast<char>(*to_int64(*byte));
    i += 2;
  }
  return out;
}

/// RFC 4122's namespaces, by Terraform's names.
std::optional<std::string> uuid_namespace(const std::string& name) {
  constexpr std::pair<std::string_view, char> kNames[] = {{"dns", '0'}, {"url", '1'}, {"oid", '2'}, {"x500", '4'}};
  for (auto [known, digit] : kNames)
    if (name == known) return uuid_bytes(fmt::format("6ba7b81{}-9dad-11d1-80b4-00c04fd430c8", digit));
  return uuid_bytes(name);
}

Result uuidv5(Call& call) {
  auto space = uuid_namespace(call.text(0));
  if (!space)
    return call.fail(0, fmt::format("the namespace must be dns, url, oid, x500 or a UUID, not {}", call.show(0)));
  auto bytes = digest(*space + call.text(1), EVP_sha1());
  bytes[6] = static_cast<char>((bytes[6] & 0x0F) | 0x50);
  bytes[8] = static_cast<char>((bytes[8] & 0x3F) | 0x80);
  auto text = hex(bytes.substr(0, 16));
  for (auto at : {20, 16, 12, 8}) text.insert(static_cast<size_t>(at), 1, '-');
  return make_text(std::move(text));
}

constexpr Function kFunctions[] = {
    {"base64sha256", "(text: string) -> string", "The SHA-256 digest in base 64.", base64_digest<EVP_sha256>},
    {"base64sha512", "(text: string) -> string", "The SHA-512 digest in base 64.", base64_digest<EVP_sha512>},
    {"md5", "(text: string) -> string", "The MD5 digest in hexadecimal.", hex_digest<EVP_md5>},
    {"sha1", "(text: string) -> string", "The SHA-1 digest in hexadecimal.", hex_digest<EVP_sha1>},
    {"sha256", "(text: string) -> string", "The SHA-256 digest in hexadecimal.", hex_digest<EVP_sha256>},
    {"sha512", "(text: string) -> string", "The SHA-512 digest in hexadecimal.", hex_digest<EVP_sha512>},
    {"uuidv5", "(namespace: string, name: string) -> string",
     "The UUID of a name in a namespace: dns, url, oid, x500 or a UUID.", uuidv5},
};

}  // namespace

std::span<const Function> hash_functions() { return kFunctions; }

}  // namespace schema::lang
