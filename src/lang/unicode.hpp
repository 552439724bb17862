#pragma once
#include <string>
#include <string_view>
#include <vector>

/// UTF-8 text by characters (code points).
namespace schema::lang {

std::u32string to_characters(std::string_view text);
/// What a reader calls characters: a letter with its accents, an emoji with its modifiers, a flag, CR and LF.
std::vector<std::u32string> to_clusters(std::string_view text);
std::string to_utf8(std::u32string_view characters);
void append_utf8(std::string& out, char32_t character);
/// Whether the bytes are well-formed UTF-8.
bool is_utf8(std::string_view text);

char32_t to_upper(char32_t c);
char32_t to_lower(char32_t c);
bool is_letter(char32_t c);
bool is_space(char32_t c);

}  // namespace schema::lang
