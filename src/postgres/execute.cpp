#include "postgres/execute.hpp"

namespace schema::postgres {

void run(Connection& db, const Command& command) {
  try {
    db.execute(command.sql);
  } catch (const ServerError& error) {
    if (!command.statement) throw;
    throw StepError{command.step->resource->address, command.step->resource->where, *command.statement, error};
  }
}

void execute(Connection& db, const Plan& plan) {
  for (auto& command : commands(plan, {.transactions = false})) run(db, command);
}

namespace {

/// The file range of the byte in the statement that the server points at, if a user wrote that part.
Range place_of(const Statement& statement, int position) {
  if (position == 0) return {};
  auto offset = byte_offset(statement.sql, position);
  for (auto& piece : statement.pieces)
    if (offset >= piece.offset && offset <= piece.offset + piece.length)
      return piece.origin->at(static_cast<uint32_t>(offset) - piece.offset, static_cast<uint32_t>(offset) - piece.offset + 1);
  return {};
}

/// The statement's line that holds the error, with a caret below it.
std::string excerpt(const std::string& sql, int position) {
  if (position == 0) return {};
  auto offset = byte_offset(sql, position);
  auto start = sql.rfind('\n', offset == 0 ? 0 : offset - 1);
  start = start == std::string::npos ? 0 : start + 1;
  auto line = sql.substr(start, sql.find('\n', start) - start);
  return fmt::format("\n      {}\n      {}^", line, std::string(offset - std::min(offset, start), ' '));
}

/// What the server says of the statement, without the secrets in it.
std::string without_secrets(std::string text, const Statement& statement) {
  for (auto& [offset, length] : statement.secrets) {
    auto literal = statement.sql.substr(offset, length);
    auto secret = literal.substr(literal.find('\'') + 1);
    secret.resize(secret.empty() ? 0 : secret.size() - 1);
    for (size_t at = 0; !secret.empty() && (at = text.find(secret, at)) != std::string::npos;)
      text.replace(at, secret.size(), "(sensitive)"), at += 11;
  }
  return text;
}

ServerError without_secrets(ServerError error, const Statement& statement) {
  for (auto text : {&error.message, &error.detail, &error.hint, &error.context})
    *text = without_secrets(std::move(*text), statement);
  return error;
}

}  // namespace

void report(const StepError& failed, Diagnostics& out) {
  auto e = without_secrets(failed.error, failed.statement);
  auto place = place_of(failed.statement, e.position);
  auto& d = out.error("server-error", place ? place : failed.where,
                      fmt::format("{}: the server says: {} (SQLSTATE {})", failed.address, e.message, e.sqlstate));
  if (!e.detail.empty()) d.related.push_back({{}, "detail: " + e.detail});
  if (!e.hint.empty()) d.related.push_back({{}, "hint: " + e.hint});
  if (!e.context.empty()) d.related.push_back({{}, "context: " + e.context});
  if (!failed.statement.secrets.empty()) return;
  auto first_line = failed.statement.sql.substr(0, failed.statement.sql.find('\n'));
  d.related.push_back({{}, "statement: " + first_line + excerpt(failed.statement.sql, e.position)});
}

}  // namespace schema::postgres
