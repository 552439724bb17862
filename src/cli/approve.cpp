#include "cli/approve.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "cli/command.hpp"
#include "cli/output.hpp"
#include "workspace/files.hpp"
#include "workspace/signature.hpp"

namespace schema::cli {

namespace {

struct ApproveCommand {
  std::string plan;
  std::string key;
  std::string generate;
};

std::string signatures_of(const std::string& plan) { return plan + ".sig"; }

/// Empty if there is no such file.
std::string read(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

/// A file that only its owner may read, and that was not there before.
bool write_private(Context& context, const std::string& path, const std::string& text) {
  auto file = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  bool written = file >= 0 && write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size());
  if (!written)
    context.diagnostics.error("unwritable", {}, fmt::format("{} cannot be written: {}", path, std::strerror(errno)));
  if (file >= 0) close(file);
  return written;
}

int generate(Context& context, const std::string& path) {
  auto pem = new_private_key();
  if (!write_private(context, path, pem)) return kError;
  say(context,
      fmt::format("{} is the private key: keep it to yourself. The public key, for `approve` in a policy:", path));
  return write_result(context, *public_key_of(pem) + "\n") ? kDone : kError;
}

int approve(Context& context, const ApproveCommand& o) {
  auto& out = context.diagnostics;
  if (!o.generate.empty()) return generate(context, o.generate);
  if (o.plan.empty() || o.key.empty()) {
    out.error("usage", {}, "which plan, and with which key?", "schema approve plan.json --key FILE");
    return kError;
  }
  auto plan = read_source(o.plan, context.sources, out);
  auto key = read_source(o.key, context.sources, out);
  if (!plan || !key) return kError;
  auto line = sign(plan->text(), key->text());
  if (!line) {
    out.error("bad-key", {}, fmt::format("{} is no Ed25519 private key in PEM", o.key),
              "schema approve --generate FILE makes one");
    return kError;
  }
  auto path = signatures_of(o.plan);
  auto before = read(path);
  auto name = line->substr(0, line->find(' '));
  if (!signers(plan->text(), before, {name}).empty()) {
    say(context, fmt::format("{} has this approval already.", o.plan));
    return kDone;
  }
  if (!write_result(context, before + *line, path)) return kError;
  say(context, fmt::format("Approved by {}: commit {} with the plan.", name, path));
  return kDone;
}

}  // namespace

bool check_approvals(Context& context, const Policy& policy, const SourceFile* plan) {
  if (policy.approve.empty()) return true;
  auto needed = static_cast<size_t>(std::max<int64_t>(1, policy.approvals.value_or(1)));
  if (!plan) {
    context.diagnostics.error(
        "not-approved", {}, "the policy wants an approved plan here",
        "schema plan -o plan.json, schema approve plan.json --key FILE, schema apply --plan plan.json");
    return false;
  }
  auto path = signatures_of(plan->path());
  auto found = signers(plan->text(), read(path), policy.approve);
  if (found.size() >= needed) return true;
  auto& d = context.diagnostics.error("not-approved", {},
                                      fmt::format("{} of {} approvals that the policy wants", found.size(), needed),
                                      fmt::format("schema approve {} --key FILE", plan->path()));
  d.related.push_back({{},
                       std::filesystem::exists(path)
                           ? fmt::format("{} holds none of another key of the policy for this very file", path)
                           : fmt::format("there is no {}", path)});
  return false;
}

void add_approve(CLI::App& app, Context& context) {
  auto o = std::make_shared<ApproveCommand>();
  auto command = add_command(app, context, "approve", "Sign a saved plan",
                             "  schema approve --generate ~/.schema-key     # once: a key and its public half\n"
                             "  schema approve plan.json --key ~/.schema-key # writes plan.json.sig\n"
                             "\nA policy with approve = [\"ed25519:...\"] lets only plans run that one of these\n"
                             "keys has signed: schema apply --plan plan.json.\n");
  command.argument("plan", o->plan, "The plan, as schema plan -o plan.json wrote it");
  command.option("--key", o->key, "The private key (Ed25519, PEM)", "FILE");
  command.option("--generate", o->generate, "Make a new key", "FILE");
  command.runs([o, &context] { return approve(context, *o); });
}

}  // namespace schema::cli
