#include "lang/variables.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "lang/nodes.hpp"
#include "lang/type_constraint.hpp"
#include "syntax/parse.hpp"

namespace schema::lang {

namespace {

/// One `variable` block while its value is made.
class Variable {
 public:
  Variable(Interpreter& in, const syntax::Block& block, const Given& given, const Scope& scope)
      : in_(in), block_(block), given_(given), scope_(scope), name_(block.labels[0].text) {}

  Result value() {
    check_attributes(in_, block_.body, "variable", {"type", "default", "description", "sensitive", "nullable"});
    auto type = constraint();
    auto sensitive = flag("sensitive", false), nullable = flag("nullable", true);
    if (!type || !sensitive || !nullable) return {};
    bool given = given_.value && (*nullable || !given_.value->is_null());
    auto raw = given ? parsed(*given_.value, *type) : default_value();
    if (!raw) return {};
    if (raw->is_null() && !*nullable)
      return in_.fail("null-value", default_range(), fmt::format("variable \"{}\" cannot be null", name_));
    if (*sensitive) {
      in_.secrets = true;
      raw = as_sensitive(std::move(*raw), in_.budget());
    }
    auto where = given_.value && given_.value->where ? given_.value->where : default_range();
    auto out = convert(in_, *raw, *type, fmt::format("variable \"{}\"", name_), where);
    if (!out || !valid(*out, where)) return {};
    return out;
  }

 private:
  std::optional<TypeConstraint> constraint() {
    auto type = find_attribute(block_.body, "type");
    return type && type->value ? parse_type(in_, *type->value, scope_) : TypeConstraint{};
  }

  std::optional<bool> flag(std::string_view name, bool otherwise) {
    auto attribute = find_attribute(block_.body, name);
    if (!attribute || !attribute->value) return otherwise;
    auto value = in_.eval(*attribute->value, scope_);
    if (!value) return {};
    return condition_of(in_, *value, attribute->value->where, fmt::format("\"{}\"", name));
  }

  Result default_value() {
    auto attribute = find_attribute(block_.body, "default");
    if (attribute && attribute->value) return in_.eval(*attribute->value, scope_);
    if (given_.owner.empty()) {
      return in_.fail("missing-variable", block_.header, fmt::format("variable \"{}\" has no value", name_),
                      fmt::format("give it with --var {}=..., or write a default", name_));
    }
    return in_.fail("missing-variable", given_.where, fmt::format("{} needs the variable \"{}\"", given_.owner, name_),
                    fmt::format("write {} {{ {} = ... }}", given_.block, name_));
  }

  Range default_range() const {
    auto attribute = find_attribute(block_.body, "default");
    return !given_.value && attribute && attribute->value ? attribute->value->where : block_.header;
  }

  /// --var gives text; for a list, map or object it is an expression.
  Result parsed(const Value& v, const TypeConstraint& type) {
    auto text = v.as_text();
    bool structured = type.kind > TypeConstraint::Kind::boolean;
    if (!text || !structured || v.where || !in_.options().sources) return v;
    auto& file = in_.options().sources->add("--var " + name_, text->text);
    auto errors = in_.diagnostics().error_count();
    auto expr = syntax::parse_expression(file, in_.diagnostics());
    if (in_.diagnostics().error_count() != errors) return {};
    return in_.eval(*expr, Scope{});
  }

  bool valid(const Value& v, Range where) {
    bool ok = true;
    for (auto& block : block_.body.blocks) {
      if (block.type == "validation")
        ok = check(block, v, where) && ok;
      else
        ok = false, in_.fail("unknown-block", block.header, fmt::format("a variable has no block \"{}\"", block.type),
                             did_you_mean(block.type, {"validation"}));
    }
    return ok;
  }

  bool check(const syntax::Block& validation, const Value& v, Range where) {
    check_attributes(in_, validation.body, "validation", {"condition", "error_message"});
    auto condition = find_attribute(validation.body, "condition");
    auto message = find_attribute(validation.body, "error_message");
    if (!condition || !condition->value) {
      in_.fail("missing-attribute", validation.header, "a validation needs a condition");
      return false;
    }
    auto self = make_object({{name_, v}});
    auto scope = scope_.with("var", self, true);
    auto value = in_.eval(*condition->value, scope);
    if (!value) return false;
    auto truth = condition_of(in_, *value, condition->value->where, "the condition of a validation");
    if (!truth || *truth) return truth.has_value();
    auto text =
        message && message->value ? in_.eval(*message->value, scope) : Result(make_text("its condition is false"));
    if (!text) return false;
    auto shown = text->as_text() && !text->sensitive ? text->as_text()->text : "its condition is false";
    in_.diagnostics()
        .error("invalid-value", where, fmt::format("variable \"{}\" is not valid: {}", name_, shown))
        .related.push_back({condition->where, "the condition"});
    return false;
  }

  Interpreter& in_;
  const syntax::Block& block_;
  const Given& given_;
  const Scope& scope_;
  const std::string& name_;
};

}  // namespace

Result evaluate_variable(Interpreter& in, const syntax::Block& block, const Given& given, const Scope& scope) {
  return Variable(in, block, given, scope).value();
}

const syntax::Attribute* find_attribute(const syntax::Body& body, std::string_view name) {
  for (auto& attribute : body.attributes)
    if (attribute.name == name) return &attribute;
  return nullptr;
}

bool has_plain_labels(Interpreter& in, const syntax::Block& block) {
  for (auto& label : block.labels) {
    if (!label.value) continue;
    in.fail("computed-label", label.where, fmt::format("the label of a {} block cannot be computed", block.type),
            "expected plain text; only resources may have ${...} in their labels");
    return false;
  }
  return true;
}

void check_attributes(Interpreter& in, const syntax::Body& body, std::string_view what,
                      std::initializer_list<std::string_view> allowed) {
  for (auto& attribute : body.attributes) {
    if (std::find(allowed.begin(), allowed.end(), attribute.name) != allowed.end()) continue;
    in.fail("unknown-attribute", attribute.name_range,
            fmt::format("{} {} has no attribute \"{}\"", what == "output" ? "an" : "a", what, attribute.name),
            did_you_mean(attribute.name, allowed));
  }
}

}  // namespace schema::lang
