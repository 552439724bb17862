#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "lang/convert.hpp"
#include "lang/evaluate.hpp"

namespace schema::lang {

struct Function;
class Interpreter;

/// The names that a module gives to expressions: `var.x`, `local.x`, `module.x`, `data.sql.x`, evaluated on demand.
class Names {
 public:
  virtual ~Names() = default;
  virtual Result variable(std::string_view name, Range where) = 0;
  virtual Result local(std::string_view name, Range where) = 0;
  virtual Result module(std::string_view name, Range where) = 0;
  virtual Result data(std::string_view type, std::string_view name, Range where) = 0;
  /// The folder of the module's files.
  virtual const std::string& folder() const = 0;
};

/// One name in sight of an expression, and those around it. Lives on the stack while its expressions are evaluated.
struct Scope {
  const Scope* outer = nullptr;
  Names* names = nullptr;
  std::string_view name = {};
  const Value* value = nullptr;
  /// What the object does not have is looked for as if the name were not bound: `column.id` within a `dynamic "column"`
  /// block (its iterator has only key and value), `var.x` of the module in a mixin with variables of its own.
  bool implicit = false;

  Scope with(std::string_view n, const Value& v, bool is_implicit = false) const {
    return {this, names, n, &v, is_implicit};
  }
  const Scope* find(std::string_view n) const {
    for (auto scope = this; scope; scope = scope->outer)
      if (scope->value && scope->name == n) return scope;
    return nullptr;
  }
};

/// Evaluates expressions. A wrong expression is reported once and gives nothing.
class Interpreter {
 public:
  Interpreter(const Options& options, Diagnostics& diagnostics);

  Result eval(const syntax::Expr& expr, const Scope& scope);

  /// Reports an error; returns nothing, so that callers can `return fail(...)`.
  std::nullopt_t fail(std::string code, Range where, std::string message, std::string help = {});
  /// Counts made elements and computed text; reports the first time that there is too much (never to a Redirect's
  /// place: try() must not hide it).
  bool take_items(size_t n, Range where);
  bool take_bytes(size_t n, Range where);
  bool take_work(size_t n, Range where);

  const Options& options() const { return options_; }
  Diagnostics& diagnostics() { return *sink_; }
  Budget& budget() { return budget_; }
  /// Whether so much is wrong that nobody reads on: then each unknown name is not compared with all names any more.
  bool many_mistakes() const { return root_.error_count() >= 200; }
  /// Whether sensitive values exist at all; without them nothing has to look for them.
  bool secrets = false;
  /// Seconds since 1970; the same all through one evaluation.
  int64_t now() const { return now_; }

  /// While it lives, errors go to another place (try(), values evaluated on demand).
  class Redirect {
   public:
    Redirect(Interpreter& in, Diagnostics& to) : in_(in), before_(in.sink_) { in.sink_ = &to; }
    ~Redirect() { in_.sink_ = before_; }
    Redirect(const Redirect&) = delete;

   private:
    Interpreter& in_;
    Diagnostics* before_;
  };

  /// Evaluates an argument that must be of a kind; for callers outside expressions (for_each, include, source).
  Result attribute_of(const Value& object, std::string_view name, Range name_range, Range where);
  /// The text as a template: `${...}` is evaluated. For templatefile() and templatestring().
  Result render(std::string path, std::string text, const Scope& scope, Range where);

 private:
  bool take(bool enough, Range where, std::string_view what);
  template <class Node>
  Result node(const Node&, const syntax::Expr&, const Scope&);

  Result call(const Function& f, const syntax::CallExpr& call, Range where, const Scope& scope);
  Result try_call(const syntax::CallExpr& call, Range where, const Scope& scope);
  Result can_call(const syntax::CallExpr& call, Range where, const Scope& scope);
  std::optional<List> arguments(const syntax::CallExpr& call, const Scope& scope);
  Result type_call(const syntax::CallExpr& call, Range where, const Scope& scope);
  Result raw_sql(const syntax::CallExpr& call, Range where, const Scope& scope);
  Result root_attribute(std::string_view root, const syntax::AttrExpr& attr, Range where, const Scope& scope,
                        bool& found);

  const Options& options_;
  Diagnostics& root_;
  Diagnostics* sink_;
  Budget budget_;
  bool reported_too_large_ = false;
  int depth_ = 0;
  int64_t now_;
};

}  // namespace schema::lang
