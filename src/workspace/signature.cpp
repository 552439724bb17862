#include "workspace/signature.hpp"

#include <openssl/evp.h>
#include <openssl/pem.h>

#include <algorithm>
#include <memory>
#include <sstream>
#include <stdexcept>

#include "lang/base64.hpp"

namespace schema {

namespace {

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using Context = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;
using Memory = std::unique_ptr<BIO, decltype(&BIO_free)>;

constexpr std::string_view kPrefix = "ed25519:";
constexpr size_t kKeySize = 32, kSignatureSize = 64;
/// So that the signature is of a plan, and of nothing else that the key may sign.
constexpr std::string_view kPurpose = "schema plan approval 1\n";

/// No key with a passphrase: nobody is asked.
int no_passphrase(char*, int, int, void*) { return -1; }

Key private_key(const std::string& pem) {
  Memory memory(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), BIO_free);
  Key key(PEM_read_bio_PrivateKey(memory.get(), nullptr, no_passphrase, nullptr), EVP_PKEY_free);
  if (key && EVP_PKEY_id(key.get()) != EVP_PKEY_ED25519) key.reset();
  return key;
}

Key public_key(std::string_view text) {
  Key key(nullptr, EVP_PKEY_free);
  if (!text.starts_with(kPrefix)) return key;
  auto bytes = lang::from_base64(text.substr(kPrefix.size()));
  if (!bytes || bytes->size() != kKeySize) return key;
  key.reset(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr,
                                        reinterpret_cast<const unsigned char*>(bytes->data()), bytes->size()));
  return key;
}

const unsigned char* bytes_of(const std::string& text) { return reinterpret_cast<const unsigned char*>(text.data()); }

bool verifies(std::string_view text, std::string_view key_text, std::string_view signature_text) {
  auto key = public_key(key_text);
  auto signature = lang::from_base64(signature_text);
  if (!key || !signature || signature->size() != kSignatureSize) return false;
  auto signed_text = std::string(kPurpose) + std::string(text);
  Context context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  return EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1 &&
         EVP_DigestVerify(context.get(), bytes_of(*signature), signature->size(), bytes_of(signed_text),
                          signed_text.size()) == 1;
}

}  // namespace

std::string new_private_key() {
  Key key(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"), EVP_PKEY_free);
  Memory memory(BIO_new(BIO_s_mem()), BIO_free);
  if (!key || PEM_write_bio_PKCS8PrivateKey(memory.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1)
    throw std::runtime_error("OpenSSL makes no Ed25519 key");
  char* data = nullptr;
  auto size = BIO_get_mem_data(memory.get(), &data);
  return {data, static_cast<size_t>(size)};
}

std::optional<std::string> public_key_of(const std::string& pem) {
  auto key = private_key(pem);
  std::string bytes(kKeySize, '\0');
  auto size = bytes.size();
  if (!key || EVP_PKEY_get_raw_public_key(key.get(), reinterpret_cast<unsigned char*>(bytes.data()), &size) != 1)
    return {};
  return std::string(kPrefix) + lang::to_base64(bytes);
}

bool is_public_key(std::string_view text) { return static_cast<bool>(public_key(text)); }

std::optional<std::string> sign(std::string_view text, const std::string& pem) {
  auto key = private_key(pem);
  auto name = public_key_of(pem);
  if (!key || !name) return {};
  auto signed_text = std::string(kPurpose) + std::string(text);
  std::string signature(kSignatureSize, '\0');
  auto size = signature.size();
  Context context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  bool done = EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1 &&
              EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size,
                             bytes_of(signed_text), signed_text.size()) == 1;
  if (!done) return {};
  return *name + " " + lang::to_base64(signature) + "\n";
}

std::vector<std::string> signers(std::string_view text, std::string_view signatures,
                                 const std::vector<std::string>& trusted) {
  std::vector<std::string> found;
  std::istringstream lines{std::string(signatures)};
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    std::string key, signature;
    words >> key >> signature;
    bool known = std::find(trusted.begin(), trusted.end(), key) != trusted.end();
    bool again = std::find(found.begin(), found.end(), key) != found.end();
    if (known && !again && verifies(text, key, signature)) found.push_back(key);
  }
  return found;
}

}  // namespace schema
