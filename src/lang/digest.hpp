#pragma once
#include <string>
#include <string_view>

namespace schema::lang {

/// The raw bytes of a digest: "md5", "sha1", "sha256" or "sha512".
std::string digest(std::string_view bytes, const char* algorithm);

std::string to_hex(std::string_view bytes);
/// 16 bytes as "6ba7b810-9dad-11d1-80b4-00c04fd430c8".
std::string to_uuid(std::string_view bytes);

}  // namespace schema::lang
