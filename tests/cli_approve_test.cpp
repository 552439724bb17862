// Approvals of saved plans: keys, signatures, and what an environment that wants them lets run.
#include <doctest/doctest.h>

#include "support/project.hpp"
#include "workspace/signature.hpp"

using namespace schema;
using test::has;
using test::Project;

namespace {

std::string line_of(const std::string& text) { return text.substr(0, text.find('\n')); }

}  // namespace

TEST_CASE("signatures") {
  auto key = new_private_key(), other = new_private_key();
  auto name = *public_key_of(key), other_name = *public_key_of(other);
  auto signature = *sign("a plan", key);
  CHECK(is_public_key(name));
  CHECK_FALSE(is_public_key("ed25519:abc"));
  CHECK_FALSE(is_public_key(name.substr(8)));
  CHECK(signers("a plan", signature, {name}) == std::vector<std::string>{name});
  CHECK(signers("a plan", signature, {other_name}).empty());
  CHECK(signers("another plan", signature, {name}).empty());
  CHECK(signers("a plan", signature + signature, {name, other_name}).size() == 1);
  CHECK(signers("a plan", signature + *sign("a plan", other), {name, other_name}).size() == 2);
  // Somebody else's signature under this name.
  auto forged = name + sign("a plan", other)->substr(other_name.size());
  CHECK(signers("a plan", forged, {name}).empty());
  CHECK(signers("a plan", "\n\nx y\n" + name + "\n" + name + " !!\n", {name}).empty());
  CHECK_FALSE(sign("a plan", "no key"));
  CHECK_FALSE(public_key_of("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"));
}

TEST_CASE("an environment that wants approvals") {
  Project project("schema \"app\" {}\n");
  auto& folder = project.folder;
  auto made = project.run({"approve", "--generate", "key"});
  CHECK(made.code == 0);
  auto key = line_of(made.out);
  CHECK(is_public_key(key));
  CHECK(std::filesystem::status(folder.path() / "key").permissions() ==
        (std::filesystem::perms::owner_read | std::filesystem::perms::owner_write));
  CHECK(project.run({"approve", "--generate", "key"}).code == 1);  // it is there
  auto policy = [&](const std::string& keys) {
    folder.write(
        "schema.hcl",
        fmt::format("env \"dev\" {{\n  url = \"{}\"\n  src = \"db/\"\n  policy {{\n    approve = [{}]\n  }}\n}}\n",
                    project.url(), keys));
  };
  policy("\"" + key + "\"");
  auto refused = project.run({"apply", "--auto-approve"});
  CHECK(refused.code == 3);
  CHECK(has(refused.err, "the policy wants an approved plan here"));
  CHECK(project.run({"apply", "--dry-run"}).code == 0);
  CHECK(project.ask("SELECT to_regnamespace('app') IS NULL") == "t");

  REQUIRE(project.run({"plan", "-o", "plan.json"}).code == 0);
  CHECK(project.run({"approve", "plan.json", "--key", "schema.hcl"}).code == 1);
  CHECK(project.run({"approve", "plan.json", "--key", "key"}).code == 0);
  CHECK(signers(folder.read("plan.json"), folder.read("plan.json.sig"), {key}).size() == 1);
  auto again = project.run({"approve", "plan.json", "--key", "key"});
  CHECK(has(again.err, "has this approval already"));
  CHECK(!has(again.out + again.err + made.err, "PRIVATE"));

  policy("\"ed25519:nonsense\"");
  auto bad = project.run({"plan"});
  CHECK(bad.code == 1);
  CHECK(has(bad.err, "schema.hcl:5:"));
}
