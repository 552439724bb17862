#pragma once
#include <tree_sitter/api.h>

#include <cstdint>
#include <memory>
#include <string_view>
#include <type_traits>
#include <vector>

#include "syntax/node_names.hpp"

/// The concrete tree that tree-sitter builds, behind types that free themselves.
namespace schema::syntax {

#define SCHEMA_ENUMERATOR(name) name##_,
/// What a node is; `token` is a keyword or punctuation, `error` a region that the grammar could not read.
enum class Kind : uint8_t { none, token, error, SCHEMA_NODE_KINDS(SCHEMA_ENUMERATOR) };
enum class Field : uint8_t { none, SCHEMA_NODE_FIELDS(SCHEMA_ENUMERATOR) };
#undef SCHEMA_ENUMERATOR

struct Child;

/// One node of a tree; cheap to copy, valid as long as its tree.
class Node {
 public:
  Node() = default;
  explicit Node(TSNode node) : node_(node) {}

  explicit operator bool() const { return !ts_node_is_null(node_); }
  Kind kind() const;
  /// The spelling of a token: "{", "for". A named node gives its name in the grammar.
  std::string_view type() const { return ts_node_type(node_); }
  uint32_t begin() const { return *this ? ts_node_start_byte(node_) : 0; }
  uint32_t end() const { return *this ? ts_node_end_byte(node_) : 0; }
  uint32_t first_row() const { return ts_node_start_point(node_).row; }
  uint32_t last_row() const { return ts_node_end_point(node_).row; }
  bool missing() const { return ts_node_is_missing(node_); }
  bool has_error() const { return ts_node_has_error(node_); }
  /// Every child in order: tokens, comments and errors too.
  std::vector<Child> children() const;
  TSNode raw() const { return node_; }

 private:
  TSNode node_{};
};

/// A child and the field that it fills in its parent.
struct Child {
  Node node;
  Field field = Field::none;
};

/// The first child in that field, or a null node.
Node find(const std::vector<Child>& children, Field field);

/// A walk through a tree that needs no recursion, however deep the tree is.
class Cursor {
 public:
  explicit Cursor(Node node) : cursor_(ts_tree_cursor_new(node.raw())) {}
  ~Cursor() { ts_tree_cursor_delete(&cursor_); }
  Cursor(const Cursor&) = delete;
  Cursor& operator=(const Cursor&) = delete;

  Node node() const { return Node(ts_tree_cursor_current_node(&cursor_)); }
  Field field() const;
  bool down() { return ts_tree_cursor_goto_first_child(&cursor_); }
  bool right() { return ts_tree_cursor_goto_next_sibling(&cursor_); }
  bool up() { return ts_tree_cursor_goto_parent(&cursor_); }

 private:
  TSTreeCursor cursor_;
};

/// A parsed text. The text must outlive it only for those who read node contents.
class Tree {
 public:
  explicit Tree(std::string_view text);

  Node root() const { return Node(ts_tree_root_node(tree_.get())); }

 private:
  struct Free {
    void operator()(TSTree* tree) const { ts_tree_delete(tree); }
  };
  std::unique_ptr<TSTree, Free> tree_;
};

}  // namespace schema::syntax
