#pragma once
#include <chrono>
#include <cstdio>
#include <functional>
#include <string>

#include "cli/context.hpp"
#include "plan/paint.hpp"

namespace schema::cli {

/// Whether this stream may be coloured: a terminal, unless the user said no.
Paint paint_for(const Context&, std::FILE* stream);

/// The result: to stdout, or to a file. False (and reported) if the file cannot be written.
bool write_result(Context&, const std::string& text, const std::string& file = {});

/// Words on stderr that --quiet takes away.
void say(const Context&, const std::string& line);

/// The same for whom no context is known.
std::function<void(const std::string&)> teller(const Context&);

/// Says what of the database cannot be managed, a line each.
void say_unread(const Context&, const std::vector<std::string>& unread);

/// Whether someone can be asked.
bool can_ask();
/// Whether "yes" is the answer, and nothing else.
bool confirmed(const std::string& question);

/// A bar on stderr while something takes long, on a terminal; nothing elsewhere.
class ProgressBar {
 public:
  explicit ProgressBar(const Context&);
  ~ProgressBar();
  void show(size_t done, size_t all, const std::string& what);
  void clear();

 private:
  bool on_;
  bool shown_ = false;
  std::chrono::steady_clock::time_point last_;  ///< when it was drawn, or began
};

}  // namespace schema::cli
