#include <set>

#include "plan/print.hpp"
#include "text/visible.hpp"

namespace schema {

namespace {

/// What stands beside the values in their lines.
constexpr size_t kNamesWidth = 20;

std::string indented(std::string_view text, std::string_view indent) {
  std::string out(indent);
  for (char c : text) {
    out += c;
    if (c == '\n') out += indent;
  }
  return out;
}

/// The first bytes of a value, not cutting a character in two.
std::string shortened(std::string_view text, size_t width) {
  if (text.empty()) return "(none)";
  if (text.size() <= width) return std::string(text);
  size_t end = width - 3;
  while (end > 0 && (text[end] & 0xC0) == 0x80) --end;
  return std::string(text.substr(0, end)) + "...";
}

/// A printed text on one line, as people read it: its line ends and indents are spaces.
std::string flat(std::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    bool line_end = text.substr(i, 2) == "\\n";
    if (line_end) ++i;
    if (line_end || text[i] == ' ')
      out += out.empty() || out.back() == ' ' ? "" : " ";
    else
      out += text[i];
  }
  return out;
}

/// Of two long values the part around the first difference.
std::pair<std::string, std::string> around_difference(std::string_view a, std::string_view b, size_t width) {
  size_t at = 0;
  while (at < a.size() && at < b.size() && a[at] == b[at]) ++at;
  size_t skip = at > width / 3 && std::max(a.size(), b.size()) > width ? at - width / 3 : 0;
  while (skip > 0 && (a.substr(skip, 1)[0] & 0xC0) == 0x80) --skip;
  auto part = [&](std::string_view text) {
    return (skip ? "..." : "") + shortened(text.substr(std::min(skip, text.size())), width);
  };
  return {part(a), part(b)};
}

/// "indexes", "policies", "primary keys".
std::string plural(std::string word) {
  if (word.ends_with("x")) return word + "es";
  if (!word.ends_with("cy")) return word + "s";
  word.pop_back();
  return word + "ies";
}

/// "5 columns, primary key, 2 checks": what the statement of a table makes as well.
std::string folded_text(const Step& step) {
  std::vector<std::pair<std::string_view, size_t>> counts;
  for (auto r : step.folded) {
    if (!r->kind->attribute.empty()) continue;
    auto it = std::find_if(counts.begin(), counts.end(), [&](auto& c) { return c.first == r->kind->keyword; });
    if (it == counts.end())
      counts.emplace_back(r->kind->keyword, 1);
    else
      ++it->second;
  }
  std::string out;
  for (auto& [keyword, n] : counts) {
    std::string word(keyword);
    std::replace(word.begin(), word.end(), '_', ' ');
    out += (out.empty() ? "" : ", ") + (n == 1 ? word : fmt::format("{} {}", n, plural(word)));
  }
  return out;
}

/// 1234567 as "1,234,567".
std::string with_commas(int64_t number) {
  auto text = std::to_string(number);
  for (auto at = static_cast<int64_t>(text.size()) - 3; at > 0; at -= 3) text.insert(static_cast<size_t>(at), ",");
  return text;
}

std::string bytes_text(int64_t bytes) {
  static constexpr std::string_view units[] = {"bytes", "kB", "MB", "GB", "TB"};
  size_t unit = 0;
  for (; bytes >= 10 * 1024 && unit + 1 < std::size(units); ++unit) bytes = (bytes + 512) / 1024;
  return fmt::format("{} {}", bytes, units[unit]);
}

/// A table and what the server thinks is in it, if it has an idea.
std::string size_text(const TableSize& table) {
  auto name = table.schema + "." + table.name;
  if (table.rows < 0) return name;
  return fmt::format("{} (about {} {}, {})", name, with_commas(table.rows), table.rows == 1 ? "row" : "rows",
                     bytes_text(table.bytes));
}

class TextPrinter {
 public:
  TextPrinter(const Plan& plan, const PrintOptions& options) : plan_(plan), options_(options), paint_(options.paint) {
    for (auto& step : plan.steps) {
      if (step.replaces && step.verb != Verb::create) goes_with_[step.resource->address].push_back(&step);
      if (step.verb == Verb::create && !step.replaces) new_.insert(step.resource);
    }
    for (auto& finding : plan.findings)
      if (finding.step < plan.steps.size()) findings_[plan.steps[finding.step].resource->address].push_back(&finding);
  }

  std::string print() {
    for (auto& step : plan_.steps)
      if (!step.replaces || step.verb == Verb::create) print(step);
    out_ += "\n" + paint_.bold("Plan: " + totals_text(totals(plan_), false) + ".") + "\n";
    for (auto& f : plan_.findings)
      if (f.step >= plan_.steps.size())
        out_ += paint_.yellow(visible(fmt::format("{} {}: {}", f.code, f.address, f.message))) + "\n";
    if (plan_.destructive()) out_ += paint_.red("It loses data: see the hazards above.") + "\n";
    return std::move(out_);
  }

 private:
  size_t value_width() const { return options_.width - kNamesWidth; }

  void print(const Step& step) {
    statements_.clear();
    if (auto it = goes_with_.find(step.resource->address); step.replaces && it != goes_with_.end())
      for (auto part : it->second) take(*part);
    take(step);
    std::stable_sort(statements_.begin(), statements_.end(), [](auto a, auto b) { return a->lock > b->lock; });
    header(step);
    if (step.continues) return rest(step);
    for (auto& change : step.changes) field(change);
    why(step);
    if (!is_new(step)) {
      lock();
      work();
    }
    findings(step);
    if (options_.statements) sql(step);
  }

  /// A step goes on: only what is new about it. That is told by the statements themselves.
  void rest(const Step& step) {
    line("then", "in a transaction of its own");
    if (!options_.statements)
      for (auto& statement : step.statements)
        line("", paint_.dim(shortened(flat(visible(statement.shown())), value_width())));
    lock();
    work();
    if (options_.statements) sql(step);
  }

  void take(const Step& step) {
    for (auto& statement : step.statements) statements_.push_back(&statement);
  }

  void header(const Step& step) {
    auto sign = fmt::format("{:>3}", sign_of(step));
    sign = step.verb == Verb::create && !step.replaces ? paint_.green(sign)
           : step.verb == Verb::drop && !step.replaces ? paint_.red(sign)
                                                       : paint_.yellow(sign);
    out_ += sign + " " + paint_.bold(visible(step.resource->address));
    if (auto folded = folded_text(step); !folded.empty()) out_ += paint_.dim("  with " + folded);
    out_ += "\n";
  }

  /// `text` may be painted, so that what it is made of has to be made visible before.
  void line(std::string_view label, std::string_view text) { out_ += fmt::format("      {:<8} {}\n", label, text); }

  void field(const FieldChange& change) {
    auto old_text = visible(flat(change.from)), new_text = visible(flat(change.to));
    auto [from, to] = around_difference(old_text, new_text, value_width());
    auto arrow = fmt::format("{} {} {}", paint_.red(from), paint_.dim("->"), paint_.green(to));
    if (from.size() + to.size() <= value_width()) return line(change.field, arrow);
    line(change.field, paint_.red("- " + from));
    line("", paint_.green("+ " + to));
  }

  /// What creates itself or differs by itself needs no words unless they are asked for.
  void why(const Step& step) {
    bool plain = step.path.by_itself() && !step.replaces && step.verb != Verb::drop && step.verb != Verb::rename;
    if (plain && !options_.explain) return;
    auto words = visible(step.reason);
    std::string_view reason = words;
    constexpr std::string_view kBecause = "because ";
    line("why", reason.starts_with(kBecause) ? reason.substr(kBecause.size()) : reason);
    if (!options_.explain || step.path.by_itself()) return;
    auto path = step.path.lines();
    for (size_t i = 0; i < path.size(); ++i) line(i == 0 ? "path" : "", (i == 0 ? "" : "-> ") + visible(path[i]));
  }

  /// Nobody waits for a lock on what this plan itself makes.
  bool is_new(const Step& step) const { return new_.contains(&top_of(*step.resource)); }

  void lock() {
    if (statements_.empty()) return;
    auto strongest = statements_.front()->lock;
    if (strongest < Lock::share) return;
    line("lock", fmt::format("{} (blocks {})", lock_name(strongest), lock_blocks(strongest)));
  }

  /// "app.note (about 1,200 rows, 96 kB)": what is read or rewritten.
  void work() {
    std::set<std::string> shown;
    for (auto statement : statements_) {
      if (statement->work == Work::none) continue;
      for (auto& table : statement->tables) {
        auto text = size_text(table);
        auto word = statement->work == Work::rewrite ? "rewrites" : "reads";
        if (shown.insert(word + text).second) line(word, text);
      }
    }
  }

  void findings(const Step& step) {
    auto it = findings_.find(step.resource->address);
    if (it == findings_.end() || step.continues) return;
    for (auto finding : it->second) {
      bool denied = finding->level == Level::deny;
      auto text = fmt::format("{}: {}", finding->code, finding->message);
      // What a column of a new table has is told where the table is.
      if (finding->address != step.resource->address) text += fmt::format(" ({})", finding->address);
      text = visible(text);
      line(denied                             ? "denied"
           : finding->level == Level::confirm ? "confirm"
                                              : "hazard",
           denied || finding->destructive ? paint_.red(text) : paint_.yellow(text));
      if (!finding->data.empty()) line("", paint_.red(visible(finding->data)));
    }
  }

  void sql(const Step& step) {
    auto show = [&](const Step& part) {
      for (auto& statement : part.statements)
        out_ += paint_.dim(indented(visible(statement.shown(), true) + ";", "        ")) + "\n";
    };
    if (auto it = goes_with_.find(step.resource->address); step.replaces && it != goes_with_.end())
      for (auto part : it->second) show(*part);
    show(step);
  }

  const Plan& plan_;
  const PrintOptions& options_;
  const Paint& paint_;
  std::map<std::string_view, std::vector<const Step*>> goes_with_;    ///< the other halves of what is replaced
  std::set<const Resource*> new_;                                     ///< created by this plan
  std::map<std::string_view, std::vector<const Finding*>> findings_;  ///< by the address of their step
  std::vector<const Statement*> statements_;                          ///< of the change that is printed
  std::string out_;
};

}  // namespace

std::string totals_text(const Totals& t, bool done) {
  if (done)
    return fmt::format("{} created, {} changed, {} recreated, {} dropped", t.create, t.alter, t.replace, t.drop);
  return fmt::format("{} to create, {} to change, {} to recreate, {} to drop", t.create, t.alter, t.replace, t.drop);
}

std::string_view sign_of(const Step& step) {
  if (step.replaces) return "-/+";
  return step.verb == Verb::create ? "+" : step.verb == Verb::alter || step.verb == Verb::rename ? "~" : "-";
}

std::string print_text(const Plan& plan, const PrintOptions& options) {
  if (plan.empty()) return options.nothing + "\n";
  return TextPrinter(plan, options).print();
}

}  // namespace schema
