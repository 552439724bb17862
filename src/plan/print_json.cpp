#include <nlohmann/json.hpp>

#include "lang/number.hpp"
#include "model/print_value.hpp"
#include "plan/print.hpp"

namespace schema {

namespace {

using Json = nlohmann::ordered_json;

std::string_view action_of(const Step& step) {
  switch (step.verb) {
    case Verb::rename:
      return "rename";
    case Verb::create:
      return "create";
    case Verb::alter:
      return "alter";
    case Verb::drop:
      return "drop";
    case Verb::set_aside:
      return "set aside";
    case Verb::drop_aside:
      break;
  }
  return "drop what was set aside";
}

Json statement_json(const Statement& s) {
  Json json = {{"sql", s.shown()},
               {"lock", lock_name(s.lock)},
               {"blocks", lock_blocks(s.lock)},
               {"transactional", s.transactional},
               {"ends_transaction", s.ends_transaction}};
  json["hazards"] = Json::array();
  for (auto& h : s.hazards)
    json["hazards"].push_back({{"code", h.code}, {"message", h.message}, {"destructive", h.destructive}});
  return json;
}

Json step_json(const Step& step) {
  Json json = {{"action", action_of(step)},
               {"address", step.resource->address},
               {"kind", step.resource->kind->name},
               {"replaces", step.replaces}};
  json["reason"] = step.reason;
  json["path"] = step.path;
  json["changes"] = Json::array();
  for (auto& c : step.changes) json["changes"].push_back({{"field", c.field}, {"from", c.from}, {"to", c.to}});
  json["with"] = Json::array();
  for (auto r : step.folded) json["with"].push_back(r->address);
  if (step.resource->where) json["declared_at"] = step.resource->where.to_string();
  json["search_path"] = step.search_path;
  json["statements"] = Json::array();
  for (auto& s : step.statements) json["statements"].push_back(statement_json(s));
  return json;
}

Json finding_json(const Finding& f) {
  constexpr std::string_view kLevels[] = {"off", "warn", "confirm", "deny"};
  Json json = {{"code", f.code},
               {"level", kLevels[static_cast<size_t>(f.level)]},
               {"address", f.address},
               {"message", f.message},
               {"destructive", f.destructive},
               {"data", f.data}};
  json["step"] = f.step == SIZE_MAX ? Json(nullptr) : Json(f.step);
  json["at"] = f.where ? Json(f.where.to_string()) : Json(nullptr);
  return json;
}

/// A list, object or plain value as JSON's own; a reference or type as it is written.
Json value_json(const lang::Value& v) {
  if (v.sensitive || v.is_null()) return nullptr;
  if (auto b = v.as_bool()) return *b;
  if (auto n = v.as_number()) return Json::parse(lang::shortest_text(*n));
  if (auto t = v.as_text(); t && t->interpolations.empty()) return t->text;
  if (auto list = v.as_list()) {
    auto json = Json::array();
    for (auto& item : *list) json.push_back(value_json(item));
    return json;
  }
  if (auto object = v.as_object()) {
    auto json = Json::object();
    for (auto& [name, item] : *object) json[name] = value_json(item);
    return json;
  }
  return print_value(v);
}

}  // namespace

std::string print_json(const Plan& plan, const Outputs& outputs) {
  auto t = totals(plan);
  Json json = {{"format", 1}, {"server_version", plan.server_version}, {"search_path", plan.search_path}};
  json["totals"] = {{"create", t.create}, {"alter", t.alter}, {"replace", t.replace}, {"drop", t.drop}};
  json["destructive"] = plan.destructive();
  json["left_alone"] = plan.left_alone;
  json["not_managed"] = plan.unread;
  json["steps"] = Json::array();
  for (auto& step : plan.steps) json["steps"].push_back(step_json(step));
  json["findings"] = Json::array();
  for (auto& finding : plan.findings) json["findings"].push_back(finding_json(finding));
  json["outputs"] = Json::object();
  for (auto& [name, value] : outputs)
    json["outputs"][name] = {{"value", value_json(value)}, {"sensitive", value.sensitive}};
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace schema
