#include "plan/fingerprint.hpp"

#include "lang/digest.hpp"
#include "model/decode.hpp"
#include "model/print_value.hpp"

namespace schema {

namespace {

constexpr size_t kShort = 16;

void add_fields(std::span<const Field> fields, const Resource& r, bool owners, std::string& text) {
  for (auto& field : fields) {
    auto& o = field.options;
    if (!o.is_state() || o.identity || o.secret || o.by_module || (o.keeps && !owners)) continue;
    if (!is_set(field, &r, &blank(*r.kind))) continue;
    text += fmt::format("{} = {}\n", field.name, print_value(field.type->encode(field, field.of(&r))));
  }
}

std::string hash_of(const Resource& r, bool owners) {
  std::string text;
  add_fields(r.kind->fields, r, owners, text);
  add_fields(common_fields(*r.kind), r, owners, text);
  return lang::to_hex(lang::digest(text, "sha256")).substr(0, kShort);
}

}  // namespace

State state_of(const Catalog& catalog, const ManagedScope& scope) {
  State state;
  for (auto& r : catalog.all())
    if (scope.manages(*r)) state[r->address] = hash_of(*r, scope.owners);
  return state;
}

std::string fingerprint(const State& state) {
  std::string text;
  for (auto& [address, hash] : state) text += address + " " + hash + "\n";
  return "sha256:" + lang::to_hex(lang::digest(text, "sha256"));
}

std::vector<StateChange> differences(const State& from, const State& to) {
  std::vector<StateChange> changes;
  for (auto& [address, hash] : from) {
    auto now = to.find(address);
    if (now == to.end())
      changes.push_back({'-', address});
    else if (now->second != hash)
      changes.push_back({'~', address});
  }
  for (auto& [address, hash] : to)
    if (!from.contains(address)) changes.push_back({'+', address});
  std::sort(changes.begin(), changes.end(), [](auto& a, auto& b) { return a.address < b.address; });
  return changes;
}

State with_changes(const State& base, const State& before, const State& after) {
  auto state = base;
  for (auto& change : differences(before, after))
    if (change.sign == '-')
      state.erase(change.address);
    else
      state[change.address] = after.at(change.address);
  return state;
}

}  // namespace schema
