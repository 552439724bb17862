#include "postgres/embedded_template.hpp"

#include <sys/stat.h>

#include <cstring>

#include "postgres/connection_error.hpp"
#include "postgres/process_lock.hpp"

namespace schema::postgres {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void fail(const std::string& message, std::string help = {}) {
  throw ConnectionError(ConnectionError::Reason::embedded, "", message, std::move(help));
}

void run_initdb(const ServerBinaries& binaries, const fs::path& data, const Account& account,
                const std::vector<std::string>& options) {
  std::vector<std::string> command{(binaries.folder / "initdb").string(), "-D", data.string()};
  command.insert(command.end(), options.begin(), options.end());
  const Finished finished = run_process(command, account);
  if (finished.status != 0) fail("initdb failed: " + finished.output, "it is " + command[0]);
}

/// The cluster that initdb made for these binaries; made now if this is the first time.
fs::path template_cluster(const ServerBinaries& binaries, const Account& account) {
  const fs::path cache = cache_folder();
  const fs::path done = cache / ("template-" + binaries.key());
  FileLock lock(cache / "template.lock");
  lock.exclusive();
  if (fs::exists(done / "data/PG_VERSION")) return done / "data";
  // initdb wants to make the folder itself, as the account, and the name must only appear when it is complete.
  const fs::path fresh = cache / ("template-" + binaries.key() + ".new");
  fs::remove_all(fresh);
  fs::create_directory(fresh);
  give_to(fresh, account, false);
  chmod(fresh.c_str(), 0700);
  // Small WAL files make the copy a third smaller and the first start faster.
  run_initdb(binaries, fresh / "data", account,
             {"--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C", "--wal-segsize=4"});
  fs::remove_all(done);
  fs::rename(fresh, done);
  return done / "data";
}

}  // namespace

void create_cluster(const EmbeddedPlace& place, const ServerBinaries& binaries, bool durable) {
  const fs::path source = template_cluster(binaries, place.account);
  const fs::path fresh = place.folder / "data.new";
  fs::remove_all(fresh);
  fs::copy(source, fresh, fs::copy_options::recursive | fs::copy_options::copy_symlinks);
  for (const auto& entry : fs::recursive_directory_iterator(fresh))
    if (entry.is_directory()) chmod(entry.path().c_str(), 0700);
  chmod(fresh.c_str(), 0700);
  give_to(fresh, place.account, true);
  if (durable) run_initdb(binaries, fresh, place.account, {"--sync-only"});
  fs::rename(fresh, place.data());
}

}  // namespace schema::postgres
