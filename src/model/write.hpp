#pragma once
#include <functional>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "lang/value.hpp"
#include "model/field_type.hpp"
#include "model/text_layout.hpp"
#include "schema/resource.hpp"

namespace schema {

/// Writes resources as .schema text in the formatter's own layout, so that what is read back is equal field by field.
class Writer {
 public:
  /// The catalog is needed whole: a reference is short where the name is the only one of its kind.
  explicit Writer(const Catalog& catalog);

  /// One top-level resource with everything below it.
  std::string write(const Resource&) const;

  /// The value with its references as short as they can be.
  lang::Value shortened(lang::Value) const;

 private:
  void fill(TextBlock&, const Resource&) const;
  void fill_attributes(TextBlock&, std::span<const Field>, const void* object, const void* blank) const;
  void fill_blocks(TextBlock&, std::span<const Field>, const void* object) const;
  void fill_texts(TextBlock&, std::span<const Field>, const void* object, const void* blank) const;
  TextBlock record(const RecordType&, const void* record) const;
  std::string header(const Resource&) const;
  bool is_usual_owner(const Resource&) const;

  std::map<std::pair<std::string_view, std::string_view>, int> counts_;  ///< resources by kind and base name
  std::unordered_map<std::string_view, std::string_view> owners_;        ///< of the objects in a schema that say nothing else
};

/// The resources below no other, in the order in which files list them.
std::vector<const Resource*> in_file_order(const Catalog&);

}  // namespace schema
