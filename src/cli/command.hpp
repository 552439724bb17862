#pragma once
#include "cli/context.hpp"

namespace schema::cli {

/// A command while it is being described: its options go straight into the variables that it works with, which must
/// outlive the parsing. Only command.cpp, options.cpp and completion.cpp know the parser.
class Command {
 public:
  Command(CLI::App& parser, Context& context) : parser_(parser), context_(context) {}

  /// `name` is "-o,--output"; `value` is what the help calls the value.
  void option(const std::string& name, std::string& into, const std::string& doc, const std::string& value);
  void required_option(const std::string& name, std::string& into, const std::string& doc, const std::string& value);
  /// One of a few words.
  void choice(const std::string& name, std::string& into, const std::string& doc, const std::string& value,
              const std::vector<std::string>& words);
  /// May be given several times.
  void list(const std::string& name, std::vector<std::string>& into, const std::string& doc, const std::string& value);
  void flag(const std::string& name, bool& into, const std::string& doc);
  /// --format WORD, one of a few; `usual` says what holds without it.
  void format(std::string& into, const std::vector<std::string>& words, const std::string& usual = {});
  /// What follows the command's name without a dash.
  void argument(const std::string& name, std::string& into, const std::string& doc);
  void arguments(const std::string& name, std::vector<std::string>& into, const std::string& doc);
  void required_arguments(const std::string& name, std::vector<std::string>& into, const std::string& doc);
  void required_word(const std::string& name, std::string& into, const std::vector<std::string>& words);
  /// What the command does when it is chosen.
  void runs(std::function<int()> action);

 private:
  CLI::App& parser_;
  Context& context_;
};

/// A new command with the examples that end its help.
Command add_command(CLI::App& program, Context&, const std::string& name, const std::string& description,
                    const std::string& examples);

}  // namespace schema::cli
