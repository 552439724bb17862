#include <fmt/format.h>
#include <iconv.h>
#include <zlib.h>

#include <memory>

#include "lang/base64.hpp"
#include "lang/functions.hpp"
#include "lang/unicode.hpp"

namespace schema::lang {

namespace {

/// The bytes in another encoding; nothing if they cannot be said in it.
std::optional<std::string> recoded(iconv_t converter, std::string_view bytes) {
  std::string out;
  char buffer[4096];
  auto in = const_cast<char*>(bytes.data());
  auto left = bytes.size();
  for (bool more = true; more;) {
    char* to = buffer;
    size_t room = sizeof buffer;
    bool failed = iconv(converter, left ? &in : nullptr, &left, &to, &room) == static_cast<size_t>(-1);
    if (failed && errno != E2BIG) return {};
    out.append(buffer, to);
    more = failed || left > 0;
  }
  return out;
}

/// Converts between UTF-8 and the encoding that argument 1 names.
std::optional<std::string> recoded(Call& call, std::string_view bytes, bool to_utf8) {
  auto& name = call.text(1);
  bool plain = !name.empty() && name.find_first_not_of(
                                    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_:"
                                    ".") == std::string::npos;
  auto converter = plain ? to_utf8 ? iconv_open("UTF-8", name.c_str()) : iconv_open(name.c_str(), "UTF-8")
                         : reinterpret_cast<iconv_t>(-1);
  if (converter == reinterpret_cast<iconv_t>(-1))
    return call.fail(1, fmt::format("there is no encoding {}", call.show(1)), "for example UTF-16LE or ISO-8859-1");
  std::unique_ptr<void, decltype(&iconv_close)> guard(converter, iconv_close);
  auto out = recoded(converter, bytes);
  if (!out)
    return call.fail(0, to_utf8 ? fmt::format("the bytes are no text in {}", call.show(1))
                                : fmt::format("{} cannot say this text", call.show(1)));
  return out;
}

Result textencodebase64(Call& call) {
  auto bytes = recoded(call, call.text(0), false);
  if (!bytes) return {};
  return make_text(to_base64(*bytes));
}

Result textdecodebase64(Call& call) {
  auto bytes = from_base64(call.text(0));
  if (!bytes) return call.fail(0, "the text is no base 64");
  auto text = recoded(call, *bytes, true);
  if (!text) return {};
  return make_text(std::move(*text));
}

Result base64gzip(Call& call) {
  constexpr int kGzip = 15 + 16, kMemory = 8;  // the largest window, with gzip's header; zlib's usual memory
  auto& text = call.text(0);
  z_stream stream{};
  deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, kGzip, kMemory, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&stream, text.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return make_text(to_base64(out));
}

constexpr Function kFunctions[] = {
    {"base64gzip", "(text: string) -> string", "The text compressed with gzip, in base 64.", base64gzip},
    {"textdecodebase64", "(text: string, encoding: string) -> string",
     "The text that the base 64 text means in an encoding such as UTF-16LE.", textdecodebase64},
    {"textencodebase64", "(text: string, encoding: string) -> string",
     "The text's bytes in an encoding such as UTF-16LE, in base 64.", textencodebase64},
};

}  // namespace

std::span<const Function> codec_functions() { return kFunctions; }

}  // namespace schema::lang
