#pragma once
#include <string>
#include <vector>

namespace schema {

/// A block's content as it is being written: attributes and nested blocks, laid out as the formatter would.
class TextBlock {
 public:
  void attribute(std::string name, std::string value);
  /// Text over several lines, as <<-TAG; `exact` if no line end is meant to be added to it: chomp(<<-TAG ...).
  void heredoc(std::string name, std::string_view text, std::string_view tag, bool exact);
  void block(std::string header, TextBlock body);

  bool empty() const { return items_.empty(); }
  /// `{ a = 1, b = 2 }` if nothing in it needs more than a line.
  bool fits_one_line() const;
  std::string one_line() const;

  /// The lines of the body, indented by two spaces a level.
  void print(std::string& out, int level) const;

 private:
  struct Item {
    std::string name;   ///< attribute name, or block header
    std::string value;  ///< attribute value; of a heredoc its whole text without indent
    bool is_block = false;
    bool is_heredoc = false;
    std::vector<TextBlock> body;
  };
  void print_attributes(std::string& out, int level, size_t begin, size_t end) const;
  void print_heredoc(std::string& out, int level, const Item&) const;
  void print_block(std::string& out, int level, const Item&, size_t padding) const;

  std::vector<Item> items_;
};

/// Whether text can stand in a heredoc and be read back byte by byte.
bool fits_heredoc(std::string_view text);

}  // namespace schema
