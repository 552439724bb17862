#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "syntax/node_names.hpp"

/// The concrete tree that tree-sitter builds, behind types that free themselves.
namespace schema::syntax {

#define SCHEMA_ENUMERATOR(name) name##_,
/// What a node is; `token` is a keyword or punctuation, `error` a region that the grammar could not read.
enum class Kind : uint8_t { none, token, error, SCHEMA_NODE_KINDS(SCHEMA_ENUMERATOR) };
enum class Field : uint8_t { none, SCHEMA_NODE_FIELDS(SCHEMA_ENUMERATOR) };
#undef SCHEMA_ENUMERATOR

class Children;

/// What is kept of one node. A node's children stand side by side, so that going through them costs nothing.
struct NodeData {
  uint32_t begin, end;  ///< bytes
  uint32_t first_row, last_row;
  uint32_t first_child, children;  ///< where they stand in the tree, and how many they are
  uint16_t symbol;
  Kind kind;
  Field field;  ///< that it fills in its parent
  bool missing, has_error;
};

/// One node of a tree; cheap to copy, valid as long as its tree.
class Node {
 public:
  Node() = default;
  Node(const NodeData* data, const NodeData* all) : data_(data), all_(all) {}

  explicit operator bool() const { return data_ != nullptr; }
  bool operator==(const Node&) const = default;
  Kind kind() const { return data_ ? data_->kind : Kind::none; }
  Field field() const { return data_ ? data_->field : Field::none; }
  /// The spelling of a token: "{", "for". A named node gives its name in the grammar.
  std::string_view type() const;
  uint32_t begin() const { return data_ ? data_->begin : 0; }
  uint32_t end() const { return data_ ? data_->end : 0; }
  uint32_t first_row() const { return data_->first_row; }
  uint32_t last_row() const { return data_->last_row; }
  bool missing() const { return data_->missing; }
  bool has_error() const { return data_->has_error; }
  /// Every child in order: tokens, comments and errors too.
  Children children() const;
  /// Tells nodes of one tree apart.
  const void* id() const { return data_; }

 private:
  const NodeData* data_ = nullptr;
  const NodeData* all_ = nullptr;  ///< all nodes of the tree
};

/// A child and the field that it fills in its parent.
struct Child {
  Node node;
  Field field = Field::none;
};

/// The children of one node.
class Children {
 public:
  class Iterator {
   public:
    using value_type = Child;
    using difference_type = std::ptrdiff_t;

    Iterator() = default;
    Iterator(const NodeData* at, const NodeData* all) : at_(at), all_(all) {}
    Child operator*() const { return {Node(at_, all_), at_->field}; }
    Iterator& operator++() { return ++at_, *this; }
    Iterator operator++(int) { return {at_++, all_}; }
    bool operator==(const Iterator& o) const { return at_ == o.at_; }

   private:
    const NodeData* at_ = nullptr;
    const NodeData* all_ = nullptr;
  };

  Children(const NodeData* first, size_t size, const NodeData* all) : first_(first), size_(size), all_(all) {}

  size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  Child operator[](size_t i) const { return *Iterator(first_ + i, all_); }
  Child front() const { return (*this)[0]; }
  Child back() const { return (*this)[size_ - 1]; }
  Iterator begin() const { return {first_, all_}; }
  Iterator end() const { return {first_ + size_, all_}; }

 private:
  const NodeData* first_;
  size_t size_;
  const NodeData* all_;
};

/// The first child in that field, or a null node.
Node find(Children children, Field field);

/// A parsed text, read out of tree-sitter's own tree in one walk. The text must outlive it only for those who read node
/// contents.
class Tree {
 public:
  explicit Tree(std::string_view text);

  Node root() const { return {&root_, nodes_.data()}; }
  /// How many bytes of the text: of a large one that is no document only the beginning.
  size_t read() const { return read_; }

 private:
  size_t read_;
  NodeData root_;
  std::vector<NodeData> nodes_;
};

}  // namespace schema::syntax
