#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lang/interpreter.hpp"
#include "lang/number.hpp"

namespace schema::lang {

/// One call of a function while its code runs: arguments are counted and converted as the signature says.
class Call {
 public:
  Call(Interpreter& in, const Scope& scope, Range where, std::vector<Range> places, List args)
      : in(in), scope(scope), where(where), args(std::move(args)), places_(std::move(places)) {}

  const std::string& text(size_t i) const { return args[i].as_text()->text; }
  const Number& number(size_t i) const { return *args[i].as_number(); }
  int64_t integer(size_t i) const { return to_int64(number(i)).value_or(0); }
  bool truth(size_t i) const { return *args[i].as_bool(); }
  const List& list(size_t i) const { return *args[i].as_list(); }
  const Object& object(size_t i) const { return *args[i].as_object(); }
  /// Whether the argument was given and is not null.
  bool has(size_t i) const { return i < args.size() && !args[i].is_null(); }
  bool is_set(size_t i) const { return std::holds_alternative<std::shared_ptr<const Set>>(args[i].data); }
  /// The elements of list i as strings; reports those that are none.
  std::optional<std::vector<std::string>> strings(size_t i);
  /// Elements as a list, or as a set when argument i is one.
  Value same_kind(size_t i, List items);
  Result set_of(List items);

  std::nullopt_t fail(size_t i, std::string message, std::string help = {});
  std::string show(size_t i) const { return display(args[i]); }
  Range place(size_t i) const { return i < places_.size() ? places_[i] : places_.empty() ? where : places_.back(); }

  Interpreter& in;
  const Scope& scope;
  Range where;
  List args;

 private:
  std::vector<Range> places_;  ///< of the written arguments; `f(list...)` gives many values one place
};

/// When a call's result is sensitive.
enum class Secrecy {
  spreads,   ///< if anything in an argument is
  elements,  ///< if an argument itself is; the result is made of elements that carry their own mark
  none,      ///< the function says
};

/// A function of the language. The signature is both what the documentation prints and what calls are checked against:
/// `(text: string, offset: int, tail?: bool, others: any...) -> string`; `name?` may be left out, `type?` may be null.
/// Types: string, number, int, bool, list (also a set), map (any object), any.
struct Function {
  std::string_view name;
  std::string_view signature;
  std::string_view doc;
  Result (*code)(Call&) = nullptr;  ///< null: the evaluator itself does it (try, can, sql)
  Secrecy secrecy = Secrecy::spreads;
  /// How long it takes for each element (and, from 16 on, four bytes) of its arguments, in steps of the Budget; 0 if
  /// their size does not matter.
  unsigned weight = 16;
};

std::span<const Function> text_functions();
std::span<const Function> format_functions();
std::span<const Function> regex_functions();
std::span<const Function> number_functions();
std::span<const Function> list_functions();
std::span<const Function> map_functions();
std::span<const Function> set_functions();
std::span<const Function> type_functions();
std::span<const Function> encoding_functions();
std::span<const Function> json_functions();
std::span<const Function> url_functions();
std::span<const Function> hash_functions();
std::span<const Function> date_functions();
std::span<const Function> file_functions();
std::span<const Function> network_functions();
std::span<const Function> yaml_functions();
std::span<const Function> codec_functions();
std::span<const Function> random_functions();

/// Functions about one thing, as the reference groups them.
struct FunctionFamily {
  std::string_view title;
  std::span<const Function> functions;
};

std::span<const FunctionFamily> function_families();

/// Null if there is none.
const Function* find_function(std::string_view name);
/// All, by name; for the reference documentation, completion and "did you mean".
std::vector<const Function*> all_functions();

/// JSON as Terraform writes it. Nothing, and an error, for what JSON cannot hold.
std::optional<std::string> to_json(Interpreter& in, const Value& v, Range where);

}  // namespace schema::lang
