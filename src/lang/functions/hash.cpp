#include <fmt/format.h>

#include "lang/base64.hpp"
#include "lang/digest.hpp"
#include "lang/functions.hpp"

namespace schema::lang {

namespace {

template <const char* const& algorithm>
Result hex_digest(Call& call) {
  return make_text(to_hex(digest(call.text(0), algorithm)));
}

template <const char* const& algorithm>
Result base64_digest(Call& call) {
  return make_text(to_base64(digest(call.text(0), algorithm)));
}

constexpr const char* kMd5 = "md5";
constexpr const char* kSha1 = "sha1";
constexpr const char* kSha256 = "sha256";
constexpr const char* kSha512 = "sha512";

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
  auto bytes = digest(*space + call.text(1), kSha1);
  bytes[6] = static_cast<char>((bytes[6] & 0x0F) | 0x50);
  bytes[8] = static_cast<char>((bytes[8] & 0x3F) | 0x80);
  return make_text(to_uuid(std::string_view(bytes).substr(0, 16)));
}

constexpr Function kFunctions[] = {
    {"base64sha256", "(text: string) -> string", "The SHA-256 digest in base 64.", base64_digest<kSha256>},
    {"base64sha512", "(text: string) -> string", "The SHA-512 digest in base 64.", base64_digest<kSha512>},
    {"md5", "(text: string) -> string", "The MD5 digest in hexadecimal.", hex_digest<kMd5>},
    {"sha1", "(text: string) -> string", "The SHA-1 digest in hexadecimal.", hex_digest<kSha1>},
    {"sha256", "(text: string) -> string", "The SHA-256 digest in hexadecimal.", hex_digest<kSha256>},
    {"sha512", "(text: string) -> string", "The SHA-512 digest in hexadecimal.", hex_digest<kSha512>},
    {"uuidv5", "(namespace: string, name: string) -> string",
     "The UUID of a name in a namespace: dns, url, oid, x500 or a UUID.", uuidv5},
};

}  // namespace

std::span<const Function> hash_functions() { return kFunctions; }

}  // namespace schema::lang
