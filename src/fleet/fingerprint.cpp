#include "fleet/fingerprint.hpp"

#include <fmt/format.h>

#include <cstring>

namespace schema::fleet {

namespace {

/// The halves of a 128-bit product, folded.
uint64_t fold(uint64_t a, uint64_t b) {
  __extension__ using Wide = unsigned __int128;
  auto product = static_cast<Wide>(a) * b;
  return static_cast<uint64_t>(product) ^ static_cast<uint64_t>(product >> 64);
}

/// Hashes what it is given, in order, on two independent lanes.
class Hash : public Visitor {
 public:
  explicit Hash(const Renaming& renaming) : renaming_(renaming) {}

  void number(int64_t n) override { word(static_cast<uint64_t>(n)); }
  void string(std::string& text) override { this->text(text); }

  void text(std::string_view text) {
    if (!renaming_.finds(text)) return bytes(text);
    std::string renamed(text);
    renaming_.apply(renamed);
    bytes(renamed);
  }

  void part(const Fingerprint& f) { word(f.high), word(f.low); }

  Fingerprint result() const {
    return {fold(high_ ^ 0x9e3779b97f4a7c15, 0xbf58476d1ce4e5b9), fold(low_ ^ 0x94d049bb133111eb, 0xd6e8feb86659fd93)};
  }

 private:
  void word(uint64_t x) {
    high_ = fold(high_ ^ x ^ 0x2d358dccaa6c78a5, 0x8bb84b93962eacc9);
    low_ = fold(low_ + x, 0xe7037ed1a0b428db) ^ (x << 32 | x >> 32);
  }

  void bytes(std::string_view text) {
    word(text.size() + 1);
    for (size_t i = 0; i < text.size(); i += 8) {
      uint64_t chunk = 0;
      std::memcpy(&chunk, text.data() + i, std::min<size_t>(8, text.size() - i));
      word(chunk);
    }
  }

  const Renaming& renaming_;
  uint64_t high_ = 0x1d8e4e27c47d124f, low_ = 0x589965cc75374cc3;
};

void add(Fingerprint& total, const Fingerprint& one) {
  total.low += one.low;
  total.high += one.high;
}

Fingerprint fingerprint(const Resource& r, const Renaming& renaming) {
  Hash hash(renaming);
  hash.number(static_cast<int64_t>(kind_order(*r.kind)));
  hash.text(r.name);
  hash.number(r.owner.has_value() * 2 + r.comment.has_value());
  if (r.owner) hash.text(*r.owner);
  if (r.comment) hash.text(*r.comment);
  for (auto& [provider, label] : r.security_labels) hash.text(provider), hash.text(label);
  int64_t index = 0;
  for (auto& field : r.kind->fields) {
    hash.number(index++);
    field.type->visit(field.get(const_cast<Resource*>(&r)), field, hash);
  }
  Fingerprint parts;
  for (auto child : r.children) add(parts, fingerprint(*child, renaming));
  for (auto& need : r.needs) {
    Hash edge(renaming);
    edge.number(need.soft);
    edge.text(need.to->address);
    add(parts, edge.result());
  }
  hash.part(parts);
  return hash.result();
}

}  // namespace

void add_resource(Fingerprint& total, const Resource& top, const Renaming& renaming) {
  add(total, fingerprint(top, renaming));
}

void add_dependent(Fingerprint& total, const Resource& user, const Resource& used, const Renaming& renaming) {
  Hash hash(renaming);
  hash.text(user.address);
  hash.text(used.address);
  add(total, hash.result());
}

std::string to_string(const Fingerprint& f) { return fmt::format("{:016x}{:016x}", f.high, f.low); }

}  // namespace schema::fleet
