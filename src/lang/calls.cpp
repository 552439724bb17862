#include <fmt/format.h>

#include "lang/functions.hpp"
#include "lang/nodes.hpp"
#include "lang/signature.hpp"

namespace schema::lang {

using namespace syntax;

namespace {

constexpr std::string_view kArgumentTypes[] = {
    "a string", "a number", "a whole number", "true or false", "a list or set", "a map or object", ""};

/// The argument as the parameter's type, or nothing.
Result converted(const Value& v, ArgumentType type) {
  switch (type) {
    case ArgumentType::string: {
      auto text = to_text(v);
      return text && !text->as_text()->interpolations.empty() ? Result() : text;
    }
    case ArgumentType::number:
      return to_number(v);
    case ArgumentType::integer: {
      auto number = to_number(v);
      return number && to_int64(*number->as_number()) ? number : Result();
    }
    case ArgumentType::boolean:
      return to_bool(v);
    case ArgumentType::list:
      return v.as_list() ? Result(v) : Result();
    case ArgumentType::map:
      return v.as_object() ? Result(v) : Result();
    case ArgumentType::any:
      return v;
  }
  return {};
}

bool check_argument(Call& call, const Function& f, const Parameter& p, size_t i) {
  auto& arg = call.args[i];
  if (arg.is_null()) {
    if (p.nullable || p.optional || p.type == ArgumentType::any) return true;
    call.fail(i, fmt::format("{}(): {} cannot be null", f.name, p.name));
    return false;
  }
  if (auto value = converted(arg, p.type)) {
    arg = std::move(*value);
    return true;
  }
  auto text = arg.as_text();
  auto given = text && !text->interpolations.empty() && p.type == ArgumentType::string
                   ? fmt::format("a text that holds the reference {}", text->interpolations[0].symbol.to_string())
                   : describe(arg);
  call.fail(
      i, fmt::format("{}(): {} must be {}, not {}", f.name, p.name, kArgumentTypes[static_cast<int>(p.type)], given));
  return false;
}

bool check_count(Interpreter& in, const Function& f, const std::vector<Parameter>& parameters, size_t given,
                 Range where) {
  size_t least = 0;
  for (auto& p : parameters) least += !p.optional && !p.variadic;
  bool many = !parameters.empty() && parameters.back().variadic;
  if (given >= least && (many || given <= parameters.size())) return true;
  auto wants = many                         ? fmt::format("at least {}", least)
               : least == parameters.size() ? std::to_string(least)
                                            : fmt::format("{} to {}", least, parameters.size());
  in.fail(
      "bad-argument", where,
      fmt::format("{}() takes {} argument{}, but {} given", f.name, wants,
                  wants == "1" || wants == "at least 1" ? "" : "s", given == 1 ? "1 is" : fmt::format("{} are", given)),
      fmt::format("{}{}", f.name, f.signature));
  return false;
}

/// The bytes of the value's text, or of the texts that are its elements.
size_t text_size(const Value& v) {
  auto size = [](const Value& item) { return item.as_text() ? item.as_text()->text.size() : 0; };
  size_t total = size(v);
  if (auto list = v.as_list())
    for (auto& item : *list) total += size(item);
  if (auto object = v.as_object())
    for (auto& [key, item] : *object) total += key.size() + size(item);
  return total;
}

size_t work_of(const Function& f, const List& args) {
  constexpr size_t kCall = 30, kBytesOfElement = 4;
  constexpr unsigned kReadsText = 16;  // lighter functions only look at elements
  size_t work = kCall;
  if (f.weight == 0) return work;
  for (auto& arg : args) {
    auto size = arg.as_list() ? arg.as_list()->size() : arg.as_object() ? arg.as_object()->size() : 0;
    if (f.weight >= kReadsText) size += text_size(arg) / kBytesOfElement;
    work += f.weight * size;
  }
  return work;
}

}  // namespace

std::optional<List> Interpreter::arguments(const CallExpr& call, const Scope& scope) {
  List args;
  bool ok = true;
  for (size_t i = 0; i < call.args.size(); ++i) {
    auto value = eval(*call.args[i], scope);
    if (!value) {
      ok = false;
    } else if (call.expand_last && i + 1 == call.args.size()) {
      auto list = value->as_list();
      if (!list)
        return fail("wrong-type", call.args[i]->where,
                    fmt::format("only a list can stand before ..., not {}", describe(*value)));
      args.insert(args.end(), list->begin(), list->end());
    } else {
      args.push_back(std::move(*value));
    }
  }
  if (!ok) return {};
  return args;
}

Result Interpreter::call(const Function& f, const CallExpr& expr, Range where, const Scope& scope) {
  auto args = arguments(expr, scope);
  if (!args) return {};
  std::vector<Range> places;
  for (auto& arg : expr.args) places.push_back(arg->where);
  Call call(*this, scope, where, std::move(places), std::move(*args));
  auto parameters = parse_signature(f.signature);
  if (!check_count(*this, f, parameters, call.args.size(), where)) return {};
  bool sensitive = false, ok = true;
  for (size_t i = 0; i < call.args.size(); ++i) {
    ok = check_argument(call, f, parameters[std::min(i, parameters.size() - 1)], i) && ok;
    if (secrets && f.secrecy == Secrecy::elements) sensitive = sensitive || call.args[i].sensitive;
    if (secrets && f.secrecy == Secrecy::spreads) sensitive = sensitive || has_sensitive(call.args[i], budget_);
  }
  if (!ok) return {};
  if (!take_work(work_of(f, call.args), where)) return {};
  auto out = f.code(call);
  if (!out) return {};
  if (auto list = out->as_list(); list && !take_items(list->size(), where)) return {};
  if (!take_bytes(text_size(*out), where)) return {};
  if (!out->where) out->where = where;
  return sensitive ? as_sensitive(std::move(*out), budget_) : out;
}

/// Each argument in turn, until one has no error.
Result Interpreter::try_call(const CallExpr& call, Range where, const Scope& scope) {
  Diagnostics errors;
  for (auto& arg : call.args) {
    errors = {};
    Redirect redirect(*this, errors);
    if (auto value = eval(*arg, scope)) return value;
  }
  if (budget_.exhausted()) return {};
  if (errors.all().empty()) return fail("bad-argument", where, "try() takes at least 1 argument, but 0 are given");
  auto last = errors.all().back();
  return fail("bad-argument", where, "no argument of try() could be evaluated", "the last one: " + last.message);
}

Result Interpreter::can_call(const CallExpr& call, Range where, const Scope& scope) {
  if (call.args.size() != 1) return fail("bad-argument", where, "can() takes 1 argument");
  Diagnostics errors;
  Redirect redirect(*this, errors);
  return Value(eval(*call.args[0], scope).has_value(), where);
}

/// sql("..."): keeps the places of the text and the references in it.
Result Interpreter::raw_sql(const CallExpr& call, Range where, const Scope& scope) {
  auto args = arguments(call, scope);
  if (!args) return {};
  if (args->size() != 1) return fail("bad-argument", where, "sql() takes 1 argument: the SQL text");
  auto text = to_text((*args)[0]);
  if (!text || text->is_null())
    return fail("wrong-type", call.args[0]->where, fmt::format("sql() takes a string, not {}", describe((*args)[0])));
  Value out(RawSql{*text->as_text()}, where);
  out.sensitive = text->sensitive;
  return out;
}

Result Interpreter::type_call(const CallExpr& call, Range where, const Scope& scope) {
  auto args = arguments(call, scope);
  if (!args) return {};
  return Value(TypeCall{call.name, std::move(*args)}, where);
}

template <>
Result Interpreter::node(const CallExpr& expr, const Expr& e, const Scope& scope) {
  auto f = find_function(expr.name);
  bool is_type = options_.is_type && options_.is_type(expr.name);
  // timestamp() is the function, timestamp(6) the type.
  if (is_type && (!f || !expr.args.empty())) return type_call(expr, e.where, scope);
  if (!f) {
    std::vector<std::string_view> names;
    for (auto known : all_functions()) names.push_back(known->name);
    auto help = did_you_mean(expr.name, names);
    constexpr size_t kShort = 4;  // so short a name is near to many
    if (help.empty() || expr.name.size() < kShort)
      help = fmt::format("functions of the database are called in SQL: sql(\"{}({})\"){}", expr.name,
                         expr.args.empty() ? "" : "...", help.empty() ? "" : "; " + help);
    return fail("unknown-function", expr.name_range ? expr.name_range : e.where,
                fmt::format("there is no function or type \"{}\"", expr.name), help);
  }
  if (f->code) return call(*f, expr, e.where, scope);
  if (f->name == "sql") return raw_sql(expr, e.where, scope);
  return f->name == "try" ? try_call(expr, e.where, scope) : can_call(expr, e.where, scope);
}

}  // namespace schema::lang
