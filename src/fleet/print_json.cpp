#include "fleet/print.hpp"
#include "text/json.hpp"

namespace schema::fleet {

namespace {
}

std::string print_json(const FleetPlan& plan) {
  Json json = {{"format", 1}, {"tenants", plan.tenants()}, {"to_change", plan.to_change()}};
  json["common"] = parse_json(schema::print_json(plan.common));
  json["groups"] = Json::array();
  for (auto& group : plan.groups) {
    Json one = {{"state", to_string(group->state)},
                {"new", group->missing},
                {"leaving", group->example().leaving},
                {"statements", group->script.statements()},
                {"example", group->example().name}};
    one["tenants"] = Json::array();
    for (auto tenant : group->tenants) one["tenants"].push_back(tenant->name);
    one["plan"] = parse_json(group->named(schema::print_json(group->plan)));
    json["groups"].push_back(std::move(one));
  }
  return json_document(json);
}

}  // namespace schema::fleet
