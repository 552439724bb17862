#pragma once
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "schema/source.hpp"

/// What a file says, before anything is evaluated. Knows no kind: a block is a word, labels and a body.
namespace schema::syntax {

struct Expr;
using ExprPtr = std::unique_ptr<Expr>;

struct NullLit {};
struct BoolLit { bool value; };
struct NumberLit { std::string text; };  ///< exactly as written, so that 0.10 stays 0.10

/// One run of a template: literal text (with the places its bytes came from) or an interpolated expression.
struct TemplatePart {
  std::string text;
  TextOrigin origin;
  ExprPtr expr;  ///< set: this part is `${expr}` and `text` is empty
};

/// A quoted string or heredoc. Without interpolation it has at most one part.
struct Template {
  std::vector<TemplatePart> parts;
  std::string heredoc_tag;  ///< "SQL" for <<-SQL; empty for a quoted string
};

struct ListExpr { std::vector<ExprPtr> items; };
struct ObjectItem { ExprPtr key; ExprPtr value; };  ///< a bare-word key is a Template holding its text
struct ObjectExpr { std::vector<ObjectItem> items; };

/// A root name: `var` in `var.x`, `bigint`, `table` in `table.t.column.c`.
struct NameExpr { std::string name; };
struct CallExpr {
  std::string name;
  Range name_range;
  std::vector<ExprPtr> args;
  bool expand_last = false;  ///< f(list...)
};
struct AttrExpr { ExprPtr object; std::string name; Range name_range; };  ///< object.name
struct IndexExpr { ExprPtr object; ExprPtr index; };                      ///< object[index]
struct ArrayTypeExpr { ExprPtr element; };                                ///< text[]
struct SplatExpr {
  ExprPtr object;
  bool full = false;  ///< [*] rather than .*
  ExprPtr each;       ///< what is taken of each element, over a NameExpr{"*"}; null if nothing follows
};
struct UnaryExpr { std::string op; ExprPtr operand; };
struct BinaryExpr { std::string op; ExprPtr left, right; };
struct ConditionalExpr { ExprPtr condition, yes, no; };
struct ForExpr {
  std::string key_name;    ///< empty: one variable
  std::string value_name;
  ExprPtr collection;
  ExprPtr key;             ///< set: builds an object `key => value`
  ExprPtr value;
  ExprPtr condition;       ///< may be null
  bool group = false;      ///< `...` after the value
};
struct ParenExpr { ExprPtr inner; };

struct Expr {
  Range where;
  std::variant<NullLit, BoolLit, NumberLit, Template, ListExpr, ObjectExpr, NameExpr, CallExpr, AttrExpr, IndexExpr,
               ArrayTypeExpr, SplatExpr, UnaryExpr, BinaryExpr, ConditionalExpr, ForExpr, ParenExpr>
      node;
};

struct Attribute {
  std::string name;
  Range name_range;
  ExprPtr value;  ///< null only after a syntax error
  Range where;
};

struct Label {
  std::string text;
  Range where;
  ExprPtr value;  ///< of a label with `${...}` in it: what has to be evaluated; `text` is what stands around
};

struct Block;

/// The content of a block or file, in the order written.
struct Body {
  std::vector<Attribute> attributes;
  std::vector<Block> blocks;
  Range where;
};

struct Block {
  std::string type;
  Range type_range;
  std::vector<Label> labels;
  Body body;
  Range where;
  Range header;  ///< type and labels, what an error about the whole block underlines
};

}  // namespace schema::syntax
