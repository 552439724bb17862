#include "fleet/script.hpp"

#include "sql/lex.hpp"
#include "sql/quote.hpp"

namespace schema::fleet {

namespace {

void replace_all(std::string& text, std::string_view what, std::string_view with) {
  for (auto i = text.find(what); i != std::string::npos; i = text.find(what, i + with.size()))
    text.replace(i, what.size(), with);
}

}  // namespace

bool is_transaction(const Part& part) { return part.front().type == Command::Type::begin; }

ScriptTemplate::ScriptTemplate(const Plan& plan, const Timeouts& timeouts, std::optional<Placeholder> placeholder,
                               Lane lane)
    : placeholder_(std::move(placeholder)), backend_(plan.backend), lane_(lane) {
  for (auto& command : commands(plan, {.timeouts = timeouts})) {
    Sent sent{command.type, command.sql, command.step ? command.step->resource->address : ""};
    if (command.statement) {
      ++statements_;
      sent.secret = !command.statement->secrets.empty();
      sent.check = command.statement->check;
      sent.repair = command.statement->repair;
      auto& hazards = command.statement->hazards;
      sent.destructive = std::any_of(hazards.begin(), hazards.end(), [](auto& h) { return h.destructive; });
    }
    for (auto text : {&sent.sql, &sent.check, &sent.repair}) exact_ = exact_ && can_replace(*text);
    bool inside =
        !script_.empty() && is_transaction(script_.back()) && script_.back().back().type != Command::Type::commit;
    bool opens = !script_.empty() && script_.back().back().type == Command::Type::setting;
    if (!inside && !opens) script_.emplace_back();
    script_.back().push_back(std::move(sent));
  }
}

std::string ScriptTemplate::quoted(const std::string& name) const {
  return backend_ ? backend_->identifier(name) : sql::quote_ident(name);
}

/// A name without quotes may stand anywhere: as a name, in a text, in a name inside a text. One that needs them must
/// stand as a quoted name, or inside a text: what is inside of quotes there was replaced as a name before.
bool ScriptTemplate::can_replace(std::string sql) const {
  if (!placeholder_) return true;
  std::vector<std::pair<std::string, std::string>> names = {{placeholder_->name, ""}};
  for (auto& schema : placeholder_->schemas) names.emplace_back(schema, "");
  Renaming words(placeholder_->name, std::move(names));
  if (lane_ == Lane::quoted)
    for (auto& schema : placeholder_->schemas) replace_all(sql, quoted(schema), "x");
  if (words.leaves_core(sql)) return false;
  if (lane_ == Lane::plain || !words.finds(sql)) return true;
  for (auto& token : sql::lex(sql)) {
    bool text = token.kind == sql::TokenKind::string;
    if (!text && words.finds(std::string_view(sql).substr(token.begin, token.end - token.begin))) return false;
  }
  return true;
}

void ScriptTemplate::replace(std::string& sql, const Tenant& tenant) const {
  if (lane_ == Lane::quoted)
    for (size_t i = 0; i < placeholder_->schemas.size(); ++i)
      replace_all(sql, quoted(placeholder_->schemas[i]), quoted(tenant.schemas[i]));
  placeholder_->to(tenant).apply(sql);
}

TenantScript ScriptTemplate::of(const Tenant& tenant) const {
  auto script = script_;
  if (!placeholder_) return script;
  auto names = placeholder_->to(tenant);
  for (auto& part : script)
    for (auto& sent : part) {
      for (auto text : {&sent.sql, &sent.check, &sent.repair}) replace(*text, tenant);
      names.apply(sent.address);
    }
  return script;
}

}  // namespace schema::fleet
