#pragma once
#include <cstdio>
#include <string>

namespace schema::cli {

/// How many columns the terminal has; 0 if the stream is none, or does not say.
size_t terminal_width(std::FILE* stream);

/// How wide a plan is written: as the terminal, within what can be read; 80 columns where there is none.
size_t plan_width(std::FILE* stream);

/// The notes of a plan ("      hazard   ...") broken between words where they are longer than `width`, and set in below
/// their first word. Colours count for nothing; addresses and SQL stay as they are.
std::string wrapped(const std::string& text, size_t width);

}  // namespace schema::cli
