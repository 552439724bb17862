#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "schema/source.hpp"

namespace schema {

enum class Severity { error, warning, note };

/// A second place that explains a diagnostic: the other definition, the step before in a cycle.
struct Related {
  Range where;
  std::string message;
};

/// One mistake (or warning) that a user can act on.
struct Diagnostic {
  Severity severity = Severity::error;
  std::string code;     ///< stable, kebab-case: "unknown-attribute"
  Range where;          ///< what the caret points at; may point nowhere (a connection error)
  std::string message;  ///< one sentence, no full stop: what is wrong
  std::string help;     ///< what was expected or what to do, "did you mean"; may be empty
  std::vector<Related> related;
};

/// The sink that every stage appends to. A stage reports as many mistakes as it can find and goes on.
class Diagnostics {
 public:
  /// The reference stays valid until the next report; use it at once to add help or related places.
  Diagnostic& error(std::string code, Range where, std::string message, std::string help = {});
  Diagnostic& warning(std::string code, Range where, std::string message, std::string help = {});
  void add(Diagnostic d);

  bool has_errors() const { return errors_ > 0; }
  size_t error_count() const { return errors_; }
  const std::vector<Diagnostic>& all() const { return all_; }

 private:
  std::vector<Diagnostic> all_;
  size_t errors_ = 0;
};

/// The diagnostic as the terminal shows it: headline, place, the line with a caret, help, related places.
std::string render(const Diagnostic& d, bool color);

/// Of the candidates the one that a person who typed `given` most likely meant; empty if none is near.
std::string_view nearest(std::string_view given, const std::vector<std::string_view>& candidates);

/// "did you mean \"x\"?" for the nearest candidate, or an empty string.
std::string did_you_mean(std::string_view given, const std::vector<std::string_view>& candidates);

}  // namespace schema
