#pragma once
#include <tree_sitter/api.h>

#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace schema::test {

/// A piece of a text that a query found.
struct Capture {
  std::string name;      ///< without the @
  std::string language;  ///< of injection.content, where the pattern says it
  uint32_t start, end;
  uint32_t pattern;  ///< its place in the query

  std::string text(const std::string& source) const { return source.substr(start, end - start); }
};

/// The name that colours each place (first and last byte) of a text.
using Colours = std::map<std::pair<uint32_t, uint32_t>, std::string>;

/// A text as the grammar reads it.
class Parsed {
 public:
  explicit Parsed(std::string source);
  TSNode root() const { return ts_tree_root_node(tree_.get()); }
  const std::string& source() const { return source_; }
  std::string text(TSNode node) const;

 private:
  std::string source_;
  std::unique_ptr<TSTree, void (*)(TSTree*)> tree_;
};

/// A tree-sitter query with the predicates that all editors know: eq?, any-of?, match?, their negations, and set!.
class Query {
 public:
  /// Throws std::runtime_error with the place where the text is no query over our grammar, or has another predicate.
  explicit Query(const std::string& text);

  /// All captures but those for predicates only (_name).
  std::vector<Capture> captures(const Parsed&) const;

  /// A later pattern overrides an earlier one.
  Colours colours(const Parsed&) const;

 private:
  /// `(#any-of? @name "a" "b")` of one pattern. An argument that is a capture has its number.
  struct Predicate {
    std::string name;
    uint32_t capture = 0;
    std::set<std::string> values;
    bool holds(const std::string& text) const;
  };

  void read_predicates(uint32_t pattern);
  bool matches(const TSQueryMatch&, const Parsed&) const;

  std::unique_ptr<TSQuery, void (*)(TSQuery*)> query_;
  std::vector<std::vector<Predicate>> predicates_;            ///< by pattern
  std::vector<std::map<std::string, std::string>> settings_;  ///< by pattern: what set! sets
};

}  // namespace schema::test
