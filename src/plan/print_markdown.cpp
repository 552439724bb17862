#include "plan/print.hpp"
#include "text/visible.hpp"

namespace schema {

namespace {

/// Text that Markdown and HTML leave as it is, on one line.
std::string plain(std::string_view text) {
  std::string out;
  for (char c : visible(text)) {
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (c == '@')
      out += "&#64;";
    else if (c == '\n' || c == '\r')
      out += ' ';
    else if (std::string_view("\\`*_{}[]#|~!").find(c) != std::string_view::npos)
      (out += '\\') += c;
    else
      out += c;
  }
  return out;
}

/// The longest run of backticks inside decides how many stand around it.
std::string fence(std::string_view text, size_t least) {
  size_t longest = 0, run = 0;
  for (char c : text) longest = std::max(longest, run = c == '`' ? run + 1 : 0);
  return std::string(std::max(least, longest + 1), '`');
}

std::string code(std::string_view text) {
  auto line = visible(text);
  // In a table a bar ends the cell even inside of code.
  for (size_t at = 0; (at = line.find('|', at)) != std::string::npos; at += 2) line.insert(at, "\\");
  auto marks = fence(line, 1);
  auto pad = line.starts_with('`') || line.ends_with('`') ? " " : "";
  return marks + pad + line + pad + marks;
}

/// GitHub's comments have at most 65,536 characters.
constexpr size_t kMost = 60000;

class MarkdownPrinter {
 public:
  explicit MarkdownPrinter(const Plan& plan) : plan_(plan) {}

  std::string print() {
    out_ = fmt::format("### Plan: {}\n\n", totals_text(totals(plan_), false));
    warnings();
    table();
    script();
    return std::move(out_);
  }

 private:
  void warnings() {
    std::vector<std::string> lines;
    for (auto& f : plan_.findings) {
      if (f.level == Level::warn && f.data.empty()) continue;
      auto sign = f.fails                  ? "**Would fail**"
                  : f.level == Level::deny ? "**Denied**"
                  : f.destructive          ? "**Loses data**"
                                           : "**To confirm**";
      lines.push_back(fmt::format("> {} {}: {} ({}){}\n", sign, code(f.address), plain(f.message), f.code,
                                  f.data.empty() ? "" : ": " + plain(f.data)));
    }
    if (lines.empty()) return;
    constexpr size_t kLines = 50;
    auto more = lines.size() > kLines ? fmt::format(">\n> and {} more\n", lines.size() - kLines) : std::string();
    lines.resize(std::min(lines.size(), kLines));
    out_ += fmt::format("{}{}\n", fmt::join(lines, ">\n"), more);
  }

  void table() {
    out_ += "| | what | why and how |\n|---|---|---|\n";
    size_t left = 0;
    for (size_t i = 0; i < plan_.steps.size(); ++i) {
      auto& step = plan_.steps[i];
      if (step.replaces && step.verb != Verb::create) continue;
      auto row = fmt::format("| {} | {} | {} |\n", code(sign_of(step)), code(step.resource->address), notes(i));
      if (left > 0 || out_.size() + row.size() > kMost)
        ++left;
      else
        out_ += row;
    }
    if (left > 0) out_ += fmt::format("| | and {} more | `schema plan` lists them |\n", left);
    out_ += "\n";
  }

  std::string notes(size_t index) const {
    auto& step = plan_.steps[index];
    std::vector<std::string> lines;
    if (step.continues) lines.push_back("then, in a transaction of its own");
    for (auto& change : step.changes)
      lines.push_back(
          fmt::format("{}: {} → {}", plain(change.field), code(shortened(change.from)), code(shortened(change.to))));
    bool plain_step = step.path.by_itself() && !step.replaces && step.verb != Verb::drop && step.verb != Verb::rename;
    if (!plain_step && !step.continues) lines.push_back(plain(step.reason));
    if (auto lock = strongest(step); lock >= Lock::share && !is_new(step))
      lines.push_back(fmt::format("{}: blocks {}", lock_name(lock), lock_blocks(lock)));
    for (auto& f : plan_.findings)
      if (f.step == index && f.level == Level::warn) lines.push_back(fmt::format("{}: {}", f.code, plain(f.message)));
    return fmt::format("{}", fmt::join(lines, "<br>"));
  }

  static std::string shortened(std::string_view text) {
    constexpr size_t kLength = 80;
    if (text.empty()) return "(none)";
    if (text.size() <= kLength) return std::string(text);
    size_t end = kLength;
    while (end > 0 && (text[end] & 0xC0) == 0x80) --end;
    return std::string(text.substr(0, end)) + "...";
  }

  static Lock strongest(const Step& step) {
    auto lock = Lock::none;
    for (auto& s : step.statements) lock = std::max(lock, s.lock);
    return lock;
  }

  bool is_new(const Step& step) const {
    auto top = &top_of(*step.resource);
    return std::any_of(plan_.steps.begin(), plan_.steps.end(), [&](auto& other) {
      return other.resource == top && other.verb == Verb::create && !other.replaces;
    });
  }

  void script() {
    auto text = visible(print_sql(plan_), true);
    if (out_.size() + text.size() > kMost) {
      out_ += "The SQL is too long for a comment: `schema plan --format sql` prints it.\n";
      return;
    }
    auto marks = fence(text, 3);
    out_ += fmt::format("<details><summary>SQL</summary>\n\n{}sql\n{}{}\n\n</details>\n", marks, text, marks);
  }

  const Plan& plan_;
  std::string out_;
};

}  // namespace

std::string print_markdown(const Plan& plan, const std::string& nothing) {
  if (plan.empty()) return nothing + "\n";
  return MarkdownPrinter(plan).print();
}

}  // namespace schema
