#include "cli/command.hpp"

#include <fmt/ranges.h>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

namespace schema::cli {

namespace {

CLI::Validator one_of(const std::vector<std::string>& words, const std::string& what) {
  auto check = [words, what](const std::string& given) {
    if (std::find(words.begin(), words.end(), given) != words.end()) return std::string();
    auto help = did_you_mean(given, {words.begin(), words.end()});
    return fmt::format("\"{}\" is no {}: {}", given, what,
                       help.empty() ? fmt::format("expected {}", fmt::join(words, ", ")) : help);
  };
  return {check, ""};
}

}  // namespace

void Command::option(const std::string& name, std::string& into, const std::string& doc, const std::string& value) {
  parser_.add_option(name, into, doc)->type_name(value);
}

void Command::required_option(const std::string& name, std::string& into, const std::string& doc,
                              const std::string& value) {
  parser_.add_option(name, into, doc)->type_name(value)->required();
}

void Command::choice(const std::string& name, std::string& into, const std::string& doc, const std::string& value,
                     const std::vector<std::string>& words) {
  parser_.add_option(name, into, fmt::format("{}: {} (default: {})", doc, fmt::join(words, ", "), into))
      ->type_name(value)
      ->check(one_of(words, "word here"));
}

void Command::list(const std::string& name, std::vector<std::string>& into, const std::string& doc,
                   const std::string& value) {
  parser_.add_option(name, into, doc)
      ->type_name(value)
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
}

void Command::flag(const std::string& name, bool& into, const std::string& doc) { parser_.add_flag(name, into, doc); }

void Command::format(std::string& into, const std::vector<std::string>& words, const std::string& usual) {
  auto doc = fmt::format("{} (default: {})", fmt::join(words, ", "), usual.empty() ? into : usual);
  parser_.add_option("--format", into, doc)->type_name("FORMAT")->check(one_of(words, "format"));
}

void Command::argument(const std::string& name, std::string& into, const std::string& doc) {
  parser_.add_option(name, into, doc)->type_name("");
}

void Command::arguments(const std::string& name, std::vector<std::string>& into, const std::string& doc) {
  parser_.add_option(name, into, doc)->type_name("");
}

void Command::required_arguments(const std::string& name, std::vector<std::string>& into, const std::string& doc) {
  parser_.add_option(name, into, doc)->type_name("")->required();
}

void Command::required_word(const std::string& name, std::string& into, const std::vector<std::string>& words) {
  parser_.add_option(name, into, fmt::format("{}", fmt::join(words, ", ")))
      ->required()
      ->check(CLI::IsMember(words))
      ->type_name("");
}

void Command::runs(std::function<int()> action) {
  parser_.callback([action = std::move(action), &context = context_] { context.command = action; });
}

Command add_command(CLI::App& program, Context& context, const std::string& name, const std::string& description,
                    const std::string& examples) {
  auto& command = *program.add_subcommand(name, description);
  command.fallthrough();
  command.footer("Examples:\n" + examples +
                 "\nOptions of every command (--env, --var, --json, -v, ...): schema --help");
  return {command, context};
}

}  // namespace schema::cli
