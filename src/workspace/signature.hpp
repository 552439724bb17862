#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Approvals of saved plans: Ed25519 signatures (RFC 8032) over a file's bytes, kept beside it.
namespace schema {

/// A new private key, as PEM. Throws std::runtime_error if the library has none to give.
std::string new_private_key();

/// "ed25519:..." of a private key in PEM; nothing if it is no such key.
std::optional<std::string> public_key_of(const std::string& pem);

/// Whether a text of a policy is a public key.
bool is_public_key(std::string_view text);

/// A line for the signature file: the public key and the signature; nothing if the PEM is no Ed25519 key.
std::optional<std::string> sign(std::string_view text, const std::string& pem);

/// The keys among `trusted` whose signature of the text stands in the signature file.
std::vector<std::string> signers(std::string_view text, std::string_view signatures,
                                 const std::vector<std::string>& trusted);

}  // namespace schema
