#include "cli/catalog_json.hpp"

#include <fmt/format.h>

#include "model/field_type.hpp"
#include "model/print_value.hpp"
#include "text/json.hpp"

namespace schema::cli {

namespace {

/// Plain values as JSON's own; what only the language has (references, types) as it is written there.
Json value_json(const lang::Value& value) {
  if (value.is_null()) return nullptr;
  if (value.sensitive) return "(sensitive)";
  if (auto flag = value.as_bool()) return *flag;
  if (auto number = value.as_number()) {
    auto parsed = parse_json(number->text);
    return parsed.is_discarded() ? Json(number->text) : parsed;
  }
  if (auto text = value.as_text()) return text->text;
  if (auto raw = value.as_raw_sql()) return raw->text.text;
  if (auto list = value.as_list()) {
    auto json = Json::array();
    for (auto& item : *list) json.push_back(value_json(item));
    return json;
  }
  if (auto object = value.as_object()) {
    auto json = Json::object();
    for (auto& [key, item] : *object) json[key] = value_json(item);
    return json;
  }
  return print_value(value);
}

Json resource_json(const Resource& r) {
  Json json = {{"address", r.address}, {"kind", r.kind->name}, {"name", r.name}};
  if (!r.schema.empty()) json["schema"] = r.schema;
  if (r.parent) json["parent"] = r.parent->address;
  if (r.owner) json["owner"] = *r.owner;
  if (r.comment) json["comment"] = *r.comment;
  if (r.where) json["declared_at"] = r.where.to_string();
  json["fields"] = Json::object();
  for (auto& field : r.kind->fields)
    if (!field.options.hidden && !field.options.secret && is_set(field, &r, &blank(*r.kind)))
      json["fields"][std::string(field.name)] = value_json(field.type->encode(field, field.of(&r)));
  json["needs"] = Json::array();
  for (auto& edge : r.needs) json["needs"].push_back(edge.to->address);
  return json;
}

}  // namespace

std::string catalog_json(const Catalog& catalog) {
  Json json = {{"format", 1}, {"server_version", catalog.server_version}};
  json["resources"] = Json::array();
  for (auto& r : catalog.all())
    if (r->managed) json["resources"].push_back(resource_json(*r));
  return json_document(json);
}

}  // namespace schema::cli
