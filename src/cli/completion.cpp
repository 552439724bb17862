#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/App.hpp>

#include "cli/command.hpp"
#include "cli/output.hpp"

namespace schema::cli {

namespace {

std::string option_words(const CLI::App& app) {
  std::string words;
  for (auto option : app.get_options())
    for (auto& name : option->get_lnames()) words += " --" + name;
  return words;
}

std::vector<const CLI::App*> commands_of(const CLI::App& app) {
  return app.get_subcommands([](const CLI::App*) { return true; });
}

std::string bash_script(const CLI::App& app) {
  std::string names, cases;
  for (auto command : commands_of(app)) {
    names += (names.empty() ? "" : " ") + command->get_name();
    cases += fmt::format("    {}) words=\"{}\" ;;\n", command->get_name(), option_words(*command).substr(1));
  }
  return fmt::format(R"(_schema() {{
  local current=${{COMP_WORDS[COMP_CWORD]}} words= word
  for word in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
    case $word in
{0}    esac
  done
  if [[ $current == -* ]]; then
    COMPREPLY=($(compgen -W "$words{1}" -- "$current"))
  elif [[ -z $words ]]; then
    COMPREPLY=($(compgen -W "{2}" -- "$current"))
  else
    COMPREPLY=($(compgen -f -- "$current"))
  fi
}}
complete -o filenames -F _schema schema
)",
                     cases, option_words(app), names);
}

/// zsh reads bash's script once it is told to.
std::string zsh_script(const CLI::App& app) {
  return "autoload -U +X bashcompinit && bashcompinit\n" + bash_script(app);
}

/// Between single quotes.
std::string fish_text(std::string_view text) {
  std::string out;
  for (char c : text) out += c == '\'' || c == '\\' ? std::string("\\") + c : std::string(1, c);
  return out;
}

std::string fish_script(const CLI::App& app) {
  std::string out;
  auto options = [&](const CLI::App& of, const std::string& condition) {
    for (auto option : of.get_options())
      for (auto& name : option->get_lnames())
        out +=
            fmt::format("complete -c schema{} -l {} -d '{}'\n", condition, name, fish_text(option->get_description()));
  };
  options(app, "");
  for (auto command : commands_of(app)) {
    out += fmt::format("complete -c schema -n __fish_use_subcommand -f -a {} -d '{}'\n", command->get_name(),
                       fish_text(command->get_description()));
    options(*command, fmt::format(" -n '__fish_seen_subcommand_from {}'", command->get_name()));
  }
  return out;
}

}  // namespace

void add_completion(CLI::App& app, Context& context) {
  auto shell = std::make_shared<std::string>();
  auto command = add_command(app, context, "completion", "Print a shell's completion script",
                             "  schema completion bash > /etc/bash_completion.d/schema\n"
                             "  schema completion zsh >> ~/.zshrc\n"
                             "  schema completion fish > ~/.config/fish/completions/schema.fish\n");
  command.required_word("shell", *shell, {"bash", "zsh", "fish"});
  command.runs([shell, &app, &context] {
    auto script = *shell == "bash" ? bash_script(app) : *shell == "zsh" ? zsh_script(app) : fish_script(app);
    return write_result(context, script) ? kDone : kError;
  });
}

}  // namespace schema::cli
