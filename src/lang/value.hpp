#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "schema/source.hpp"

/// The evaluator: expressions to values, files to evaluated blocks. Knows no kind.
namespace schema::lang {

class Value;
using List = std::vector<Value>;
using Object = std::map<std::string, Value>;

/// A number keeps the text it was written with; arithmetic works on exact decimals where it can.
struct Number {
  std::string text;
  double approx() const;
  bool is_integer() const;
};

/// A dotted name that means something to whoever decodes the value: `table.incident.column.id`, `bigint`, `plpgsql`.
struct Symbol {
  std::vector<std::string> path;
  /// "table.incident.column.id"; a part that is no plain word stands as ["a b"].
  std::string to_string() const;
};

/// A reference inside a template (`FROM ${table.users}`): the text has nothing at `offset`; whoever decodes it writes
/// the quoted name there and knows the dependency.
struct Interpolation {
  uint32_t offset;
  Symbol symbol;
  Range where;
};

/// A string, with the places in the files that its bytes came from when it is still known.
struct Text {
  std::string text;
  std::shared_ptr<const TextOrigin> origin;
  std::vector<Interpolation> interpolations;  ///< ascending by offset
};

/// A type with arguments: `varchar(255)`, `numeric(10, 2)`.
struct TypeCall {
  std::string name;
  List args;
};

/// `text[]`: an array of the type that the element means.
struct ArrayOf {
  std::shared_ptr<const Value> element;
};

/// `sql("...")`: text that goes to the server as it is.
struct RawSql {
  Text text;
};

struct Null {};

/// A set keeps its elements sorted and unique, as Terraform's.
struct Set {
  List items;
};

class Value {
 public:
  using Data = std::variant<Null, bool, Number, Text, std::shared_ptr<const List>, std::shared_ptr<const Object>,
                            std::shared_ptr<const Set>, Symbol, TypeCall, ArrayOf, RawSql>;

  // These are compiled once, in value.cpp: with so many kinds of data they take a compiler long.
  Value();
  Value(Data data, Range where = {});
  Value(const Value&);
  Value(Value&&) noexcept;
  Value& operator=(const Value&);
  Value& operator=(Value&&) noexcept;
  ~Value();

  Data data;              ///< Null at first
  Range where;             ///< the expression that this value came from
  bool sensitive = false;  ///< came from a sensitive variable: never printed

  bool is_null() const { return std::holds_alternative<Null>(data); }
  // What they point to lives as long as the value: not to be asked of a temporary.
  const bool* as_bool() const& { return std::get_if<bool>(&data); }
  const Number* as_number() const& { return std::get_if<Number>(&data); }
  const Text* as_text() const& { return std::get_if<Text>(&data); }
  const Symbol* as_symbol() const& { return std::get_if<Symbol>(&data); }
  const TypeCall* as_type_call() const& { return std::get_if<TypeCall>(&data); }
  const ArrayOf* as_array_of() const& { return std::get_if<ArrayOf>(&data); }
  const RawSql* as_raw_sql() const& { return std::get_if<RawSql>(&data); }
  const List* as_list() const&;      ///< of a list or a set
  const Object* as_object() const&;  ///< of an object or map
  const bool* as_bool() const&& = delete;
  const Number* as_number() const&& = delete;
  const Text* as_text() const&& = delete;
  const Symbol* as_symbol() const&& = delete;
  const TypeCall* as_type_call() const&& = delete;
  const ArrayOf* as_array_of() const&& = delete;
  const RawSql* as_raw_sql() const&& = delete;
  const List* as_list() const&& = delete;
  const Object* as_object() const&& = delete;

  /// "string", "number", "list", "object", "reference", ...: for error messages.
  std::string_view type_name() const;
  /// "a string", "an object", ..., "null".
  std::string with_article() const;
};

Value make_text(std::string text, Range where = {});
Value make_list(List items, Range where = {});
Value make_object(Object items, Range where = {});

/// The members in the order in which they were written, where that is known.
std::vector<const Object::value_type*> in_order(const Object&);

/// An attribute after evaluation.
struct Attribute {
  std::string name;
  Range name_range;
  Value value;
  bool failed = false;  ///< its expression was wrong and that is reported already; the value is null
};

/// A block after evaluation: for_each, dynamic blocks, mixins and modules are gone, every attribute is a value.
struct Block {
  std::string type;
  Range type_range;
  std::vector<std::string> labels;
  std::vector<Range> label_ranges;
  std::vector<Attribute> attributes;
  std::vector<Block> blocks;
  Range where;
  Range header;
  std::string key;       ///< each.key of the for_each that made it, as text
  std::string instance;  ///< which for_each instance or module this is, as shown in errors: "[\"de\"]", "module.x"

  const Attribute* find(std::string_view name) const;
};

}  // namespace schema::lang
