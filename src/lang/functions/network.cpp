#include <arpa/inet.h>
#include <fmt/format.h>

#include <array>
#include <charconv>

#include "lang/functions.hpp"

namespace schema::lang {

namespace {

/// An IPv4 or IPv6 network.
struct Network {
  std::array<unsigned char, 16> address{};  ///< the first 4 bytes for IPv4
  int family = AF_INET;
  int prefix = 0;

  int bits() const { return family == AF_INET ? 32 : 128; }

  std::string host() const {
    char text[INET6_ADDRSTRLEN];
    return inet_ntop(family, address.data(), text, sizeof text);
  }

  void clear_from(int bit) {
    for (int i = bit; i < bits(); ++i)
      address[static_cast<size_t>(i / 8)] &= static_cast<unsigned char>(~(0x80 >> i % 8));
  }

  /// Writes the low bits of the number so that the last of them is bit `end - 1`.
  void set(uint64_t number, int end) {
    for (int i = end - 1; i >= 0 && number; --i, number >>= 1)
      if (number & 1) address[static_cast<size_t>(i / 8)] |= static_cast<unsigned char>(0x80 >> i % 8);
  }
};

std::optional<Network> network(Call& call, size_t i) {
  auto& text = call.text(i);
  auto slash = text.find('/');
  Network out;
  out.family = text.find(':') == std::string::npos ? AF_INET : AF_INET6;
  bool ok = slash != std::string::npos && inet_pton(out.family, text.substr(0, slash).c_str(), out.address.data()) == 1;
  if (ok) {
    auto end = text.data() + text.size();
    auto read = std::from_chars(text.data() + slash + 1, end, out.prefix);
    ok = read.ec == std::errc() && read.ptr == end && out.prefix >= 0 && out.prefix <= out.bits();
  }
  if (!ok) return call.fail(i, fmt::format("{} is no network in CIDR form", call.show(i)), "for example 10.0.0.0/8");
  out.clear_from(out.prefix);
  return out;
}

/// Whether a number fits so many bits.
bool fits(uint64_t number, int bits) { return bits >= 64 || number >> bits == 0; }

Result cidrhost(Call& call) {
  auto net = network(call, 0);
  if (!net) return {};
  auto number = call.integer(1);
  int room = net->bits() - net->prefix;
  bool from_end = number < 0;
  // Host -1 is the last address: all host bits set, less what is missing.
  auto distance = from_end ? static_cast<uint64_t>(-(number + 1)) : static_cast<uint64_t>(number);
  if (!fits(distance, room)) return call.fail(1, fmt::format("the network has no host number {}", call.show(1)));
  if (from_end) {
    for (int i = net->prefix; i < net->bits(); ++i) {
      int shift = net->bits() - 1 - i;
      bool off = shift < 64 && (distance >> shift & 1);
      if (!off) net->address[static_cast<size_t>(i / 8)] |= static_cast<unsigned char>(0x80 >> i % 8);
    }
  } else {
    net->set(distance, net->bits());
  }
  return make_text(net->host());
}

Result cidrnetmask(Call& call) {
  auto net = network(call, 0);
  if (!net) return {};
  if (net->family != AF_INET) return call.fail(0, "only IPv4 networks have a mask");
  net->address.fill(0xFF);
  net->clear_from(net->prefix);
  return make_text(net->host());
}

Result cidrsubnet(Call& call) {
  auto net = network(call, 0);
  if (!net) return {};
  auto more = call.integer(1), number = call.integer(2);
  if (more < 0 || more > net->bits() - net->prefix)
    return call.fail(1, fmt::format("the network has {} bits left, not {}", net->bits() - net->prefix, call.show(1)));
  if (number < 0 || !fits(static_cast<uint64_t>(number), static_cast<int>(more)))
    return call.fail(2, fmt::format("{} does not fit {} bits", call.show(2), more));
  net->prefix += static_cast<int>(more);
  net->set(static_cast<uint64_t>(number), net->prefix);
  return make_text(fmt::format("{}/{}", net->host(), net->prefix));
}

/// The next address after the network; false if there is none.
bool step_over(Network& net) {
  for (int i = net.prefix - 1; i >= 0; --i) {
    auto& byte = net.address[static_cast<size_t>(i / 8)];
    auto bit = static_cast<unsigned char>(0x80 >> i % 8);
    byte ^= bit;
    if (byte & bit) return true;
  }
  return false;
}

/// Networks one after the other, each with so many bits more than the whole; each starts at a multiple of its own size.
Result cidrsubnets(Call& call) {
  auto whole = network(call, 0);
  if (!whole) return {};
  List out;
  auto next = *whole;
  bool full = false;
  for (size_t i = 1; i < call.args.size(); ++i) {
    auto more = call.integer(i);
    if (more < 1 || more > whole->bits() - whole->prefix)
      return call.fail(
          i, fmt::format("the network has {} bits left, not {}", whole->bits() - whole->prefix, call.show(i)));
    auto net = next;
    net.prefix = whole->prefix + static_cast<int>(more);
    net.clear_from(net.prefix);
    bool rounds_up = !full && net.address != next.address;
    if (rounds_up) full = !step_over(net);
    auto inside = net;
    inside.clear_from(whole->prefix);
    if (full || inside.address != whole->address)
      return call.fail(i, fmt::format("there is no room left for network number {}", i));
    out.push_back(make_text(fmt::format("{}/{}", net.host(), net.prefix), call.where));
    next = net;
    full = !step_over(next);
  }
  return make_list(std::move(out));
}

constexpr Function kFunctions[] = {
    {"cidrhost", "(network: string, number: int) -> string", "The address of a host in the network.", cidrhost},
    {"cidrnetmask", "(network: string) -> string", "The mask of an IPv4 network.", cidrnetmask},
    {"cidrsubnet", "(network: string, bits: int, number: int) -> string",
     "A network within the network, with so many bits more.", cidrsubnet},
    {"cidrsubnets", "(network: string, bits: int...) -> list",
     "Networks within the network, one after the other, each with so many bits more.", cidrsubnets},
};

}  // namespace

std::span<const Function> network_functions() { return kFunctions; }

}  // namespace schema::lang
