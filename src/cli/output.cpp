#include "cli/output.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "text/visible.hpp"

namespace schema::cli {

Paint paint_for(const Context& context, std::FILE* stream) {
  auto no_color = std::getenv("NO_COLOR");
  auto terminal = std::getenv("TERM");
  bool dumb = terminal && std::strcmp(terminal, "dumb") == 0;
  return {!context.options.no_color && !(no_color && *no_color) && !dumb && isatty(fileno(stream))};
}

bool write_result(Context& context, const std::string& text, const std::string& file) {
  if (file.empty()) {
    bool written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
    if (!written)
      context.diagnostics.error("unwritable", {}, fmt::format("stdout cannot be written: {}", std::strerror(errno)));
    return written;
  }
  std::error_code ignored;
  if (auto folder = std::filesystem::path(file).parent_path(); !folder.empty())
    std::filesystem::create_directories(folder, ignored);
  std::ofstream out(file, std::ios::binary | std::ios::trunc);
  out << text;
  out.close();
  if (!out)
    context.diagnostics.error("unwritable", {}, fmt::format("{} cannot be written: {}", file, std::strerror(errno)));
  return static_cast<bool>(out);
}

void say(const Context& context, const std::string& line) {
  if (!context.options.quiet) std::fprintf(stderr, "%s\n", visible(line, true).c_str());
}

std::function<void(const std::string&)> teller(const Context& context) {
  return [&context](const std::string& line) { say(context, line); };
}

void say_unread(const Context& context, const std::vector<std::string>& unread) {
  for (auto& line : unread) say(context, "not managed: " + line);
}

bool can_ask() { return isatty(STDIN_FILENO) && isatty(STDERR_FILENO); }

bool confirmed(const std::string& question) {
  std::fprintf(stderr, "\n%s ", visible(question, true).c_str());
  std::fflush(stderr);
  std::string answer;
  if (!std::getline(std::cin, answer)) std::fputs("\n", stderr);
  return answer == "yes";
}

namespace {
constexpr size_t kBarWidth = 24;
constexpr size_t kLabelWidth = 40;
constexpr auto kBetween = std::chrono::milliseconds(100);
}  // namespace

ProgressBar::ProgressBar(const Context& context)
    : on_(!context.options.quiet && isatty(STDERR_FILENO)), last_(std::chrono::steady_clock::now()) {}

ProgressBar::~ProgressBar() { clear(); }

void ProgressBar::show(size_t done, size_t all, const std::string& what) {
  auto now = std::chrono::steady_clock::now();
  if (!on_ || now - last_ < kBetween) return;
  last_ = now;
  shown_ = true;
  auto filled = all == 0 ? 0 : done * kBarWidth / all;
  auto label = visible(what);
  size_t end = std::min(kLabelWidth, label.size());
  while (end > 0 && end < label.size() && (label[end] & 0xC0) == 0x80) --end;
  std::fprintf(stderr, "\r\x1b[K[%s%s] %zu/%zu %s", std::string(filled, '#').c_str(),
               std::string(kBarWidth - filled, ' ').c_str(), done, all, label.substr(0, end).c_str());
}

void ProgressBar::clear() {
  if (shown_) std::fputs("\r\x1b[K", stderr);
  shown_ = false;
}

}  // namespace schema::cli
