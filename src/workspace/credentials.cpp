#include "workspace/credentials.hpp"

#include <chrono>
#include <cstdlib>
#include <ctime>
#include <mutex>
#include "postgres/connection_error.hpp"
#include "postgres/process.hpp"
#include "text/json.hpp"

namespace schema {

namespace {

using Clock = std::chrono::system_clock;
using postgres::ConnectionError;

[[noreturn]] void fail(const std::string& program, std::string why) {
  throw ConnectionError(ConnectionError::Reason::other, "", fmt::format("the command for credentials, {}, {}", program, why),
                        "it prints JSON with user, password and expiration, as aws redshift get-cluster-credentials does");
}

/// Project files may be anybody's: which programs they may run, the user says in SCHEMA_PROGRAMS, "aws:vault".
void check_allowed(const std::string& program) {
  auto said = std::getenv("SCHEMA_PROGRAMS");
  auto programs = fmt::format(":{}:", said ? said : "");
  if (programs.find(fmt::format(":{}:", program)) != std::string::npos) return;
  throw ConnectionError(ConnectionError::Reason::other, "",
                        fmt::format("the project file wants to run a program for credentials: {}", program),
                        fmt::format("if you trust the file, allow it: export SCHEMA_PROGRAMS={}{}{}", said ? said : "",
                                    said && *said ? ":" : "", program));
}

/// The first of these keys that is there.
const Json* find(const Json& object, std::initializer_list<const char*> keys) {
  for (auto key : keys)
    if (auto it = object.find(key); it != object.end()) return &*it;
  return nullptr;
}

/// 2026-11-22T15:00:00Z, with or without a fraction; or seconds since 1970.
std::optional<Clock::time_point> moment(const Json* value) {
  if (!value) return {};
  if (value->is_number()) return Clock::from_time_t(value->get<std::time_t>());
  std::tm parts{};
  if (!value->is_string() || !strptime(value->get<std::string>().c_str(), "%Y-%m-%dT%H:%M:%S", &parts)) return {};
  return Clock::from_time_t(timegm(&parts));
}

class CommandCredentials : public postgres::Credentials {
 public:
  explicit CommandCredentials(std::vector<std::string> command) : command_(std::move(command)) {}

  Login get() override {
    constexpr auto kMargin = std::chrono::seconds(30);
    std::lock_guard lock(mutex_);
    if (!login_ || !expires_ || Clock::now() + kMargin > *expires_) ask();
    return *login_;
  }

 private:
  void ask() {
    check_allowed(command_[0]);
    auto ran = postgres::run_process(command_, postgres::Account::current());
    if (ran.status != 0) fail(command_[0], fmt::format("ended with {}", ran.status));
    auto answer = parse_json(ran.output);
    if (!answer.is_object()) fail(command_[0], "printed no JSON object");
    auto user = find(answer, {"DbUser", "dbUser", "user"}), password = find(answer, {"DbPassword", "dbPassword", "password"});
    if (!user || !password || !user->is_string() || !password->is_string()) fail(command_[0], "gave no user and password");
    login_ = Login{user->get<std::string>(), password->get<std::string>()};
    expires_ = moment(find(answer, {"Expiration", "expiration"}));
  }

  std::vector<std::string> command_;
  std::mutex mutex_;
  std::optional<Login> login_;
  std::optional<Clock::time_point> expires_;
};

}  // namespace

postgres::Url database_url(const Environment& env) {
  auto url = postgres::Url::parse(env.url);
  if (!env.credentials.empty()) url.credentials = std::make_shared<CommandCredentials>(env.credentials);
  return url;
}

}  // namespace schema
