#include "cli/interrupt.hpp"

#include <atomic>
#include <csignal>

namespace schema::cli {

namespace {

std::atomic<postgres::Connection*> running{nullptr};
volatile std::sig_atomic_t pressed = 0;

extern "C" void on_interrupt(int signal) {
  if (pressed) {
    std::signal(signal, SIG_DFL);
    std::raise(signal);
  }
  pressed = 1;
  if (auto connection = running.load()) connection->cancel();
}

}  // namespace

InterruptGuard::InterruptGuard(postgres::Connection& connection) : InterruptGuard() { running = &connection; }

InterruptGuard::InterruptGuard() {
  struct sigaction action {};
  action.sa_handler = on_interrupt;  // without SA_RESTART, so that a question ends too
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
}

InterruptGuard::~InterruptGuard() {
  running = nullptr;
  std::signal(SIGINT, SIG_DFL);
  std::signal(SIGTERM, SIG_DFL);
}

bool interrupted() { return pressed != 0; }

}  // namespace schema::cli
