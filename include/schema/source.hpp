#pragma once
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace schema {

/// A place as a person counts it: both from 1; the column counts Unicode characters.
struct Position {
  uint32_t line = 1;
  uint32_t column = 1;
};

/// One text that was read, kept whole for as long as anything may point into it.
class SourceFile {
 public:
  SourceFile(std::string path, std::string text);

  const std::string& path() const { return path_; }
  const std::string& text() const { return text_; }

  Position position(uint32_t offset) const;
  /// The line (without its end) that holds the byte at `offset`.
  std::string_view line_at(uint32_t offset) const;
  /// The byte offset at which the line (from 1) starts.
  uint32_t line_start(uint32_t line) const;

 private:
  std::string path_;
  std::string text_;
  std::vector<uint32_t> line_starts_;
};

/// A run of bytes in a file. Everything that a user wrote carries one, so that any later stage can point at it.
struct Range {
  const SourceFile* file = nullptr;
  uint32_t begin = 0;
  uint32_t end = 0;

  explicit operator bool() const { return file != nullptr; }
  std::string_view text() const;
  /// "dir/file.schema:12:5", or an empty string if this range points nowhere.
  std::string to_string() const;
};

/// The files of one run. Addresses stay valid: ranges point into them.
class Sources {
 public:
  const SourceFile& add(std::string path, std::string text);
  const std::deque<SourceFile>& files() const { return files_; }

 private:
  std::deque<SourceFile> files_;
};

/// One run of a text's bytes that stands unchanged in a file (see TextOrigin).
struct TextSegment {
  uint32_t text_offset;
  uint32_t file_offset;
};

/// Where the bytes of a decoded text (a heredoc with its indent stripped, a string with escapes) stand in the file, so that
/// a position which libpg_query or the server reports inside the text can be shown in the user's file.
struct TextOrigin {
  Range where;                        ///< the whole literal
  std::vector<TextSegment> segments;  ///< ascending by text_offset; empty if only `where` is known

  /// The file range of the text's bytes [begin, end).
  Range at(uint32_t begin, uint32_t end) const;
};

}  // namespace schema
