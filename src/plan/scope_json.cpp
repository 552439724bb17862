#include "plan/scope_json.hpp"

namespace schema {

Json scope_json(const ManagedScope& scope) {
  return {{"schemas", scope.schemas},   {"exclude", scope.exclude}, {"manage", scope.manage},
          {"declared", scope.declared}, {"kinds", scope.kinds},     {"owners", scope.owners},
          {"listed", scope.listed}};
}

ManagedScope read_scope(const Json& json) {
  ManagedScope scope;
  json.at("schemas").get_to(scope.schemas);
  json.at("exclude").get_to(scope.exclude);
  json.at("manage").get_to(scope.manage);
  json.at("declared").get_to(scope.declared);
  json.at("kinds").get_to(scope.kinds);
  scope.owners = json.at("owners");
  scope.listed = json.value("listed", false);  // what was written before there were lists
  return scope;
}

}  // namespace schema
