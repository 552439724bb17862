#include <crypt.h>
#include <fmt/format.h>
#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>

#include <memory>

#include "lang/base64.hpp"
#include "lang/digest.hpp"
#include "lang/functions.hpp"
#include "lang/unicode.hpp"

namespace schema::lang {

namespace {

Result uuid(Call&) {
  std::string bytes(16, '\0');
  RAND_bytes(reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
  bytes[6] = static_cast<char>((bytes[6] & 0x0F) | 0x40);
  bytes[8] = static_cast<char>((bytes[8] & 0x3F) | 0x80);
  return make_text(to_uuid(bytes));
}

Result bcrypt(Call& call) {
  constexpr int kCost = 10, kLeast = 4, kMost = 13;  // a higher one takes more than a second
  auto cost = call.has(1) ? call.integer(1) : kCost;
  if (cost < kLeast || cost > kMost)
    return call.fail(1, fmt::format("the cost must be {} to {}, not {}", kLeast, kMost, call.show(1)));
  constexpr size_t kWork = 10'000;  // for each of the 2^cost rounds
  if (!call.in.take_work(kWork << cost, call.where)) return {};
  char setting[CRYPT_GENSALT_OUTPUT_SIZE];
  auto data = std::make_unique<crypt_data>();
  crypt_gensalt_rn("$2a$", static_cast<unsigned long>(cost), nullptr, 0, setting, sizeof setting);
  auto hash = crypt_r(call.text(0).c_str(), setting, data.get());
  return make_text(hash ? hash : "");
}

/// The text that an RSA key opens; empty if it does not.
std::string decrypted(EVP_PKEY* key, const std::string& bytes) {
  std::unique_ptr<EVP_PKEY_CTX, decltype(&EVP_PKEY_CTX_free)> context(EVP_PKEY_CTX_new(key, nullptr),
                                                                      EVP_PKEY_CTX_free);
  auto in = reinterpret_cast<const unsigned char*>(bytes.data());
  std::string out(static_cast<size_t>(EVP_PKEY_get_size(key)), '\0');
  auto size = out.size();
  bool ok = context && EVP_PKEY_decrypt_init(context.get()) > 0 &&
            EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_PKCS1_PADDING) > 0 &&
            EVP_PKEY_decrypt(context.get(), reinterpret_cast<unsigned char*>(out.data()), &size, in, bytes.size()) > 0;
  out.resize(ok ? size : 0);
  return out;
}

Result rsadecrypt(Call& call) {
  auto bytes = from_base64(call.text(0));
  if (!bytes) return call.fail(0, "the text is no base 64");
  auto& pem = call.text(1);
  std::unique_ptr<BIO, decltype(&BIO_free)> source(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), BIO_free);
  auto no_password = [](char*, int, int, void*) { return -1; };
  std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(
      PEM_read_bio_PrivateKey(source.get(), nullptr, no_password, nullptr), EVP_PKEY_free);
  if (!key) return call.fail(1, "this is no private key in PEM form");
  auto text = decrypted(key.get(), *bytes);
  if (text.empty() || !is_utf8(text)) return call.fail(0, "the key does not open this text");
  call.in.secrets = true;
  return as_sensitive(make_text(std::move(text)), call.in.budget());
}

constexpr Function kFunctions[] = {
    {"bcrypt", "(text: string, cost?: int) -> string",
     "A bcrypt hash of the text, another one each time: a plan that holds it is never empty.", bcrypt},
    {"rsadecrypt", "(text: string, key: string) -> string",
     "The text that was encrypted for an RSA key (PEM) and written in base 64; it is sensitive.", rsadecrypt},
    {"uuid", "() -> string", "A random UUID, another one each time: a plan that holds it is never empty.", uuid},
};

}  // namespace

std::span<const Function> random_functions() { return kFunctions; }

}  // namespace schema::lang
