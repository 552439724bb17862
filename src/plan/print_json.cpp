#include "lang/number.hpp"
#include "model/print_value.hpp"
#include "plan/plan_file.hpp"
#include "plan/print.hpp"
#include "plan/scope_json.hpp"

namespace schema {

namespace {

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

Json tables_json(const std::vector<TableSize>& tables) {
  auto json = Json::array();
  for (auto& t : tables) {
    json.push_back({{"schema", t.schema}, {"name", t.name}, {"lock", lock_name(t.lock)}});
    if (t.rows >= 0) json.back()["rows"] = t.rows;
    if (t.bytes >= 0) json.back()["bytes"] = t.bytes;
  }
  return json;
}

Json statement_json(const Step& step, size_t index, const Statement& s) {
  Json json = {{"step", index},
               {"address", step.resource->address},
               {"reason", step.reason},
               {"sql", s.shown()},
               {"lock", lock_name(s.lock)},
               {"blocks", lock_blocks(s.lock)},
               {"work", s.work == Work::none ? Json() : Json(work_name(s.work))},
               {"tables", tables_json(s.tables)}};
  json["hazards"] = Json::array();
  for (auto& h : s.hazards)
    json["hazards"].push_back({{"code", h.code}, {"message", h.message}, {"destructive", h.destructive}});
  if (!s.secrets.empty()) json["secret"] = true;
  if (!s.check.empty()) json["check"] = s.check;
  if (!s.repair.empty()) json["repair"] = s.repair;
  return json;
}

Json named_json(const Resource& r) { return {{"kind", r.kind->name}, {"address", r.address}}; }

Json step_json(const Step& step) {
  Json json = {{"action", action_of(step)},         {"address", step.resource->address},
               {"kind", step.resource->kind->name}, {"in", top_of(*step.resource).address},
               {"replaces", step.replaces},         {"continues", step.continues}};
  json["reason"] = step.reason;
  json["path"] = step.path.addresses;
  if (step.path.gap) json["path_gap"] = step.path.gap;
  json["changes"] = Json::array();
  for (auto& c : step.changes) json["changes"].push_back({{"field", c.field}, {"from", c.from}, {"to", c.to}});
  json["with"] = Json::array();
  for (auto r : step.folded) json["with"].push_back(named_json(*r));
  if (step.resource->where) json["declared_at"] = step.resource->where.to_string();
  json["search_path"] = step.search_path;
  return json;
}

Json finding_json(const Finding& f) {
  constexpr std::string_view kLevels[] = {"off", "warn", "confirm", "deny"};
  Json json = {{"code", f.code},
               {"level", kLevels[static_cast<size_t>(f.level)]},
               {"address", f.address},
               {"message", f.message},
               {"destructive", f.destructive},
               {"data", f.data},
               {"fails", f.fails}};
  json["step"] = f.step == SIZE_MAX ? Json(nullptr) : Json(f.step);
  json["at"] = f.where ? Json(f.where.to_string()) : Json(nullptr);
  return json;
}

Json transactions_json(const Plan& plan, const PlanStates* states) {
  auto json = Json::array();
  std::optional<size_t> number;
  for (size_t i = 0; i < plan.steps.size(); ++i)
    for (auto& statement : plan.steps[i].statements) {
      if (number != statement.transaction) {
        json.push_back({{"transactional", statement.transactional}});
        if (states && json.size() <= states->after.size()) json.back()["reaches"] = states->after[json.size() - 1];
        json.back()["statements"] = Json::array();
      }
      number = statement.transaction;
      json.back()["statements"].push_back(statement_json(plan.steps[i], i, statement));
    }
  return json;
}

/// Of the state that is reached only what differs is told; null is what goes.
void add_states(Json& json, const PlanStates& states) {
  json["from"] = {{"fingerprint", fingerprint(states.from)}, {"resources", states.from}};
  if (!states.to) return;
  json["to"] = {{"fingerprint", fingerprint(*states.to)}, {"resources", Json::object()}};
  for (auto& change : differences(states.from, *states.to))
    json["to"]["resources"][change.address] = change.sign == '-' ? Json() : Json(states.to->at(change.address));
}

/// A list, object or plain value as JSON's own; a reference or type as it is written.
Json value_json(const lang::Value& v) {
  if (v.sensitive || v.is_null()) return nullptr;
  if (auto b = v.as_bool()) return *b;
  if (auto n = v.as_number()) return parse_json(lang::shortest_text(*n));
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

std::string print_json(const Plan& plan, const Outputs& outputs, const PlanStates* states) {
  auto t = totals(plan);
  Json json = {{"format", 2}, {"server_version", plan.server_version}, {"search_path", plan.search_path}};
  json["digest"] = plan_digest(plan);
  json["totals"] = {{"create", t.create}, {"alter", t.alter}, {"replace", t.replace}, {"drop", t.drop}};
  json["destructive"] = plan.destructive();
  json["left_alone"] = plan.left_alone;
  json["not_managed"] = plan.unread;
  json["transactions"] = transactions_json(plan, states);
  json["steps"] = Json::array();
  for (auto& step : plan.steps) json["steps"].push_back(step_json(step));
  json["findings"] = Json::array();
  for (auto& finding : plan.findings) json["findings"].push_back(finding_json(finding));
  json["outputs"] = Json::object();
  for (auto& [name, value] : outputs)
    json["outputs"][name] = {{"value", value_json(value)}, {"sensitive", value.sensitive}};
  json["scope"] = scope_json(plan.scope);
  if (states) add_states(json, *states);
  return json_document(json);
}

}  // namespace schema
