#pragma once

/// The grammar's named nodes and fields that this code looks at: one list, so that a test can hold it against
/// grammar/src/node-types.json.
#define SCHEMA_NODE_KINDS(X)                                                                                           \
  X(source_file)                                                                                                       \
  X(attribute)                                                                                                         \
  X(block)                                                                                                             \
  X(block_body) X(stray) X(stray_body) X(unclosed) X(identifier) X(comment) X(null) X(bool) X(number) X(name)          \
      X(string) X(heredoc) X(heredoc_marker) X(heredoc_tag) X(text) X(interpolation) X(list) X(object) X(object_item)  \
          X(for_list) X(for_object) X(call) X(get_attribute) X(index) X(legacy_index) X(attribute_splat) X(full_splat) \
              X(array_type) X(unary) X(binary) X(conditional) X(parenthesized)

#define SCHEMA_NODE_FIELDS(X)                                                                                     \
  X(argument)                                                                                                     \
  X(body)                                                                                                         \
  X(collection)                                                                                                   \
  X(condition) X(element) X(end) X(expand) X(group) X(index) X(inner) X(item) X(key) X(key_name) X(label) X(left) \
      X(marker) X(name) X(no) X(object) X(operand) X(operator) X(right) X(tag) X(type) X(value) X(value_name) X(yes)
