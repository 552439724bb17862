#pragma once
#include "model/field_type.hpp"

namespace schema {

/// An operator: +, ===.
struct Operator final : Resource {
  Type left;  ///< empty: a prefix operator
  Type right;
  Name function;
  Name commutator, negator;
  Name restrict, join;  ///< selectivity estimators
  bool hashes = false, merges = false;
};

/// A type in a list of types.
struct TypeItem {
  Type type;
  static std::span<const Field> fields();
};

/// An operator that an operator class or family gives a meaning.
struct ClassOperator {
  std::optional<int64_t> strategy;
  Name name;
  Type left, right;  ///< empty in a class: its own type
  Name order_by;     ///< the family that sorts its results; empty: it is a search operator
  static std::span<const Field> fields();
};

/// A support function of an operator class or family.
struct ClassFunction {
  std::optional<int64_t> number;
  Name name;
  std::vector<TypeItem> args;
  Type left, right;  ///< empty in a class: its own type
  static std::span<const Field> fields();
};

/// Operators and functions that an index method may use together, over several types.
struct OperatorFamily final : Resource {
  Word method;
  std::vector<ClassOperator> operators;
  std::vector<ClassFunction> functions;
};

/// How an index method works with one type.
struct OperatorClass final : Resource {
  Word method;
  Type type;
  bool is_default = false;
  Name family;  ///< empty: of the class's own name
  Type storage;
  std::vector<ClassOperator> operators;
  std::vector<ClassFunction> functions;
  bool owns_family = false;  ///< as found: the family is its own, and goes with it
};

}  // namespace schema
