"""A server of its own, and a clock: what the benchmarks share."""
import os, shutil, statistics, subprocess, tempfile, time
from pathlib import Path


class Server:
    """A cluster of its own on a socket, gone at the end."""

    def __init__(self, bindir, *settings):
        self.bin = Path(bindir)
        self.dir = Path(tempfile.mkdtemp(prefix="schema-bench-"))
        self.account = "postgres" if os.geteuid() == 0 else None
        if self.account:
            shutil.chown(self.dir, self.account)
        self.run("initdb", "-D", self.dir / "data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N")
        options = f"-c fsync=off -c listen_addresses= -c unix_socket_directories={self.dir} -c max_locks_per_transaction=2048" + "".join(f" -c {setting}" for setting in settings)
        self.run("pg_ctl", "-D", self.dir / "data", "-w", "-l", self.dir / "log", "-o", options, "start")

    def run(self, program, *args):
        subprocess.run([self.bin / program, *args], check=True, stdout=subprocess.DEVNULL, user=self.account)

    def url(self, database):
        return f"postgresql://postgres@/{database}?host={self.dir}"

    def psql(self, database, *args):
        subprocess.run([self.bin / "psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", self.url(database), *args], check=True, stdout=subprocess.DEVNULL)

    def cpu(self):
        """Seconds that its processes have used, of those that have ended."""
        postmaster = (self.dir / "data/postmaster.pid").read_text().split()[0]
        fields = Path(f"/proc/{postmaster}/stat").read_text().rsplit(")", 1)[1].split()
        return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")

    def stop(self):
        self.run("pg_ctl", "-D", self.dir / "data", "-m", "immediate", "stop")
        shutil.rmtree(self.dir, ignore_errors=True)


def timed(command, runs, **options):
    """The median wall seconds of the runs after a warm-up."""
    times = []
    for _ in range(runs + 1):
        start = time.monotonic()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, **options)
        times.append(time.monotonic() - start)
    return statistics.median(times[1:])
