#include "redshift/cluster.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <stdexcept>

namespace schema::test {

namespace {

std::string read_line(int fd) {
  std::string line;
  char c = 0;
  while (read(fd, &c, 1) == 1 && c != '\n') line += c;
  return line;
}

}  // namespace

bool has_python() { return std::system("python3 -c 'import sqlite3' >/dev/null 2>&1") == 0; }

Cluster::Cluster(const std::vector<std::string>& options) {
  int in[2], out[2];
  if (pipe2(in, O_CLOEXEC) || pipe2(out, O_CLOEXEC)) throw std::runtime_error("no pipes");
  std::vector<std::string> words = {"python3", std::string(SCHEMA_ROOT) + "/tests/redshift/standin"};
  words.insert(words.end(), options.begin(), options.end());
  pid_ = fork();
  if (pid_ == 0) {
    dup2(in[0], STDIN_FILENO);
    dup2(out[1], STDOUT_FILENO);
    std::vector<char*> argv;
    for (auto& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    execvp(argv[0], argv.data());
    _exit(127);
  }
  close(in[0]);
  close(out[1]);
  input_ = in[1];
  auto line = read_line(out[0]);
  close(out[0]);
  if (!line.starts_with("port ")) throw std::runtime_error("the stand-in did not start");
  port_ = line.substr(5);
}

Cluster::~Cluster() {
  close(input_);
  waitpid(pid_, nullptr, 0);
}

std::string Cluster::url() const { return "redshift://awsuser@127.0.0.1:" + port_ + "/dev"; }

postgres::Connection Cluster::connect() const { return postgres::Connection::open(postgres::Url::parse(url())); }

void Cluster::run(const std::string& sql) const {
  auto db = connect();
  for (size_t at = 0; at < sql.size();) {
    auto end = std::min(sql.find(";\n", at), sql.size());
    db.execute(sql.substr(at, end - at));
    at = end + 2;
  }
}

std::string Cluster::ask(const std::string& sql) const {
  auto db = connect();
  auto result = db.query(sql);
  return result.rows() ? result.text(0, 0) : "";
}

}  // namespace schema::test
