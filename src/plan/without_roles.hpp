#pragma once
#include "schema/resource.hpp"

namespace schema {

/// While it lives, resources name no roles where they need not: a scratch database's server does not have the target's.
class WithoutRoles {
 public:
  explicit WithoutRoles(const std::vector<Resource*>& resources);
  ~WithoutRoles();
  WithoutRoles(const WithoutRoles&) = delete;

 private:
  /// A field of `from`, kept in `kept` for the while.
  struct Hidden {
    const Field* field;
    Resource* from;
    std::unique_ptr<Resource> kept;
  };
  std::vector<Hidden> hidden_;
};

}  // namespace schema
