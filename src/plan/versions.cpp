#include "plan/versions.hpp"

#include "model/field_type.hpp"

namespace schema {

namespace {

/// 150004 is "15", 90624 is "9.6".
std::string version_name(int version) {
  return version >= 100000 ? std::to_string(version / 10000)
                           : fmt::format("{}.{}", version / 10000, version / 100 % 100);
}

class VersionChecker {
 public:
  VersionChecker(int version, Diagnostics& out) : version_(version), out_(out) {}

  void check(const Resource& r) {
    self_ = &r;
    if (r.kind->since > version_) return check_version(r, r.address, r.kind->since, r.kind->doc, version_, out_);
    check(r.kind->fields, &r, &blank(*r.kind));
  }

 private:
  void check(std::span<const Field> fields, const void* object, const void* blank) {
    for (auto& field : fields) {
      if (field.options.since > version_ && is_set(field, object, blank))
        check_version(*self_, fmt::format("\"{}\" of {}", field.name, self_->address), field.options.since, field.doc,
                      version_, out_);
      auto record = field.type->record;
      auto list = const_cast<void*>(field.of(object));
      for (size_t i = 0; record && i < record->size(list); ++i)
        check(record->fields(), record->at(list, i), record->blank());
    }
  }

  int version_;
  Diagnostics& out_;
  const Resource* self_ = nullptr;
};

}  // namespace

void check_version(const Resource& r, const std::string& what, int since, std::string_view doc, int server_version,
                   Diagnostics& out) {
  if (since <= server_version) return;
  out.error("needs-newer-server", r.where,
            fmt::format("{} needs PostgreSQL {}, and the server has {}", what, version_name(since),
                        version_name(server_version)),
            fmt::format("take it out, or upgrade the server; {}", doc));
}

void check_versions(const Catalog& desired, int server_version, Diagnostics& out) {
  if (server_version == 0) return;
  VersionChecker checker(server_version, out);
  for (auto& r : desired.all()) checker.check(*r);
}

}  // namespace schema
