#pragma once
#include <string>
#include <vector>

namespace schema::docs {

/// A page in Markdown.
struct Page {
  std::string file;  ///< "table.md"
  std::string text;
};

/// The reference of the language: a page a kind, one of functions, one of the project file, and an index.
std::vector<Page> reference();

/// A small document that shows one thing of the reference, to be tried out.
struct Example {
  std::string of;  ///< "table.storage_params"
  std::string text;
};

/// One for each kind and for each attribute that has an example.
std::vector<Example> examples();

}  // namespace schema::docs
