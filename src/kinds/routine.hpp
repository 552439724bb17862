#pragma once
#include "kinds/settings.hpp"
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

/// A type whose values a procedural language sees in a form of its own (CREATE TRANSFORM).
struct Transform {
  Type type;
  static std::span<const Field> fields();
};

/// What a function and a procedure share.
struct Routine : Resource {
  Word language;
  Sql body;            ///< source text, or BEGIN ATOMIC ... END / RETURN expr, or a C function's object file
  std::string symbol;  ///< a C function's link symbol
  std::vector<Argument> args;
  Word security{"invoker"};
  Options config;  ///< SET parameter = value
  std::vector<Transform> transforms;
};

struct Procedure final : Routine {
  bool nonatomic = false;
};

struct Function final : Routine {
  Type returns;
  Type returns_set;
  Boxed<ReturnTable> returns_table;
  Word volatility{"volatile"};
  Word parallel{"unsafe"};
  bool strict = false;
  bool leakproof = false;
  bool window = false;
  std::string cost;  ///< empty: the language's default
  std::string rows;  ///< empty: 1000 for a set
  Name support;
  std::string iam_role;  ///< of a function in AWS Lambda: who calls it
  std::optional<int64_t> retry_timeout, max_batch_rows;
  std::string max_batch_size;
};

/// name(type, type): what tells overloads apart. Only arguments that a call gives count.
std::string routine_full_name(const Resource&);

/// BEGIN ATOMIC ... or RETURN ...: the body is SQL that the server parses when it is created.
bool has_standard_body(const Routine&);

/// Whether an argument gives something back, which then is (a column of) the result.
bool has_output(const Routine&);

/// Brings a routine that a file describes to what the server would say of it: types without modifiers, no result that
/// the arguments imply, parameters as they are stored.
void finish_routine(Routine&);

}  // namespace schema
