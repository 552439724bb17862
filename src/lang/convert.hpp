#pragma once
#include <optional>
#include <string>

#include "lang/budget.hpp"
#include "lang/value.hpp"

/// HCL's conversions between primitive values, equality and order.
namespace schema::lang {

/// A value, or nothing when it could not be made (for the evaluator: and that is reported already).
using Result = std::optional<Value>;

/// Numbers and bools become strings, null stays null; nothing for the rest. Place and sensitivity stay.
Result to_text(const Value& v);
Result to_number(const Value& v);
Result to_bool(const Value& v);

/// Values of different types are never equal.
bool equals(const Value& a, const Value& b, Budget& budget);
/// A total order over values of all types, for sets.
int compare(const Value& a, const Value& b, Budget& budget);
Value make_set(List items, Range where, Budget& budget);

/// A short form for messages: `"text"`, `12`, `table.users`, `a list of 3`, or `(sensitive)`.
std::string display(const Value& v);

/// Whether the value or anything in it is sensitive.
bool has_sensitive(const Value& v, Budget& budget);
/// The value with itself and everything in it marked.
Value as_sensitive(Value v, Budget& budget, bool sensitive = true);

/// Elements of different primitive types become strings (HCL's rule for lists, sets and maps).
void unify(List& items);

}  // namespace schema::lang
