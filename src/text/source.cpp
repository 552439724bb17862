#include "schema/source.hpp"

#include <algorithm>

namespace schema {

SourceFile::SourceFile(std::string path, std::string text) : path_(std::move(path)), text_(std::move(text)) {
  line_starts_.push_back(0);
  for (size_t i = text_.find('\n'); i != std::string::npos; i = text_.find('\n', i + 1))
    line_starts_.push_back(static_cast<uint32_t>(i + 1));
}

Position SourceFile::position(uint32_t offset) const {
  offset = std::min<uint32_t>(offset, text_.size());
  auto next = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
  auto start = *std::prev(next);
  auto is_char = [](unsigned char c) { return (c & 0xC0) != 0x80; };  // UTF-8 continuation bytes count for nothing
  auto column = std::count_if(text_.begin() + start, text_.begin() + offset, is_char);
  return {static_cast<uint32_t>(next - line_starts_.begin()), static_cast<uint32_t>(column + 1)};
}

std::string_view SourceFile::line_at(uint32_t offset) const {
  auto start = line_start(position(offset).line);
  auto end = text_.find('\n', start);
  auto line = std::string_view(text_).substr(start, end == std::string::npos ? end : end - start);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

uint32_t SourceFile::line_start(uint32_t line) const { return line_starts_.at(line - 1); }

std::string_view Range::text() const {
  if (!file) return {};
  return std::string_view(file->text()).substr(begin, end - begin);
}

std::string Range::to_string() const {
  if (!file) return {};
  auto [line, column] = file->position(begin);
  return file->path() + ":" + std::to_string(line) + ":" + std::to_string(column);
}

const SourceFile& Sources::add(std::string path, std::string text) {
  return files_.emplace_back(std::move(path), std::move(text));
}

namespace {
uint32_t to_file(const TextOrigin& origin, uint32_t offset) {
  auto next = std::upper_bound(origin.segments.begin(), origin.segments.end(), offset,
                               [](uint32_t o, const TextSegment& s) { return o < s.text_offset; });
  if (next == origin.segments.begin()) return origin.where.begin;
  auto segment = *std::prev(next);
  return std::min(segment.file_offset + (offset - segment.text_offset), origin.where.end);
}
}  // namespace

Range TextOrigin::at(uint32_t begin, uint32_t end) const {
  if (segments.empty()) return where;
  auto first = to_file(*this, begin);
  // The last byte is mapped, not the end: the end may already belong to the next segment.
  auto last = end > begin ? to_file(*this, end - 1) + 1 : first;
  return {where.file, first, std::max(first, last)};
}

}  // namespace schema
