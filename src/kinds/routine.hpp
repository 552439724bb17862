#pragma once
#include "model/field_type.hpp"

namespace schema {

/// An argument of a routine.
struct Argument {
  std::string name;
  Type type;
  Word mode{"in"};
  Sql default_value;
  static std::span<const Field> fields();
};

/// A column of RETURNS TABLE.
struct ResultColumn {
  std::string name;
  Type type;
  static std::span<const Field> fields();
};

struct ReturnTable {
  std::vector<ResultColumn> columns;
  static std::span<const Field> fields();
};

/// What a function and a procedure share.
struct Routine : Resource {
  Word language;
  Sql body;             ///< source text, or BEGIN ATOMIC ... END / RETURN expr, or a C function's object file
  std::string symbol;   ///< a C function's link symbol
  std::vector<Argument> args;
  Word security{"invoker"};
  Options config;       ///< SET parameter = value
  std::vector<Type> transforms;
};

struct Procedure : Routine {};

struct Function : Routine {
  Type returns;
  Type returns_set;
  std::optional<ReturnTable> returns_table;
  Word volatility{"volatile"};
  Word parallel{"unsafe"};
  bool strict = false;
  bool leakproof = false;
  bool window = false;
  std::string cost;  ///< empty: the language's default
  std::string rows;  ///< empty: 1000 for a set
  Name support;
};

/// name(type, type): what tells overloads apart. Only arguments that a call gives count.
std::string routine_full_name(const Resource&);

/// BEGIN ATOMIC ... or RETURN ...: the body is SQL that the server parses when it is created.
bool has_standard_body(const Routine&);

}  // namespace schema
