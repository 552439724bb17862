"""Many walks through worlds in one database: led from each world to the next, and all the way back, together."""
import collections, difflib, os, re, subprocess, sys
from dumps import by_walk, numbered, numbers, statements, unnumbered, without
from rows import counted, filled
from world import World

PATIENCE = 120  # seconds for a command, and one more for each walk
ROWS_ARE_IN_THE_WAY = re.compile(r"error\[rows\]|SQLSTATE 2[23]")  # data exceptions, violated constraints
LED, MODEL = "random_led", "random_model"


class Failed(Exception):
    """What went wrong, in words that stay the same while the case gets smaller; the details; whose walks they name; from
    which world to which."""

    def __init__(self, what, details, names=(), between=(0, 0)):
        super().__init__(what)
        self.what, self.details, self.names, self.between = what, unnumbered(details), names, between


class Nobody(Exception):
    """Something went wrong, and no walk is named."""


class Batch:
    """`plans`: what fails tells its plan as well, which takes time for what does not fail. `online`: nobody is kept waiting."""

    def __init__(self, server, binary, work, plans=False, online=False):
        self.server, self.binary, self.work, self.plans = server, binary, work, plans
        self.policy = "  policy {\n    online = true\n  }\n" if online else ""
        self.seconds = collections.Counter()

    def run(self, walks):
        """What failed, by the number of the walk: worlds, which are lists of statements. If nobody is named for it, both
        halves are tried."""
        self.left, self.failed, self.tables, self.plan, self.between = dict(walks), {}, {}, "", (0, 0)
        try:
            self.walk(len(next(iter(walks.values()))))
        except Nobody as nobody:
            failed, left = self.failed, sorted(self.left)
            print(f"nobody of {len(left)} walks is named: {nobody.__cause__.what}", file=sys.stderr)
            if len(left) == 1:
                return failed | {left[0]: nobody.__cause__}
            for half in (left[:len(left) // 2], left[len(left) // 2:]):
                failed = failed | self.run({number: walks[number] for number in half})
            return failed
        return self.failed

    def walk(self, worlds):
        self.files = [self.work / f"{at}.schema" for at in range(worlds)]
        self.databases, dumps, took = [], [], None
        for at in range(worlds):
            name = MODEL if at else LED
            dumps.append(self.create(name, at))
            self.unless_failed(lambda: self.schema("inspect", "inspect", "--url", self.server.url(name), "-o", self.files[at]))
            if at:
                took = filled(self, name, took)
        self.tables = by_walk(sorted({row.split(" ")[0] for row in filled(self, LED, took)}))
        before = self.rows()
        way = [*range(worlds), *reversed(range(worlds - 1))]
        for self.between in zip(way, way[1:]):
            self.lead(dumps[self.between[1]])
        now = self.rows()
        self.take_out({number: self.failure("rows are lost", f"{before[number]}\n{now[number]}") for number in now if now[number] != before[number]})

    def unless_failed(self, step):
        """Takes out whom the step fails for, until it does not; first their rows, if these are in the way."""
        while self.left:
            try:
                return step()
            except Failed as failed:
                named = [number for number in failed.names if number in self.left]
                if not named:
                    raise Nobody() from failed
                if ROWS_ARE_IN_THE_WAY.search(failed.details) and self.tables.keys() & set(named):
                    self.empty(named)
                else:
                    self.take_out({number: failed for number in named})

    def take_out(self, failed):
        if not failed:
            return
        self.failed |= failed
        for number in failed:
            self.left.pop(number, None)
            self.tables.pop(number, None)
        for name in self.databases:
            self.psql(name, *sum((["-c", numbered(sql, number)] for number in failed for sql in World.GONE), []))
        for file in self.files:
            if file.exists():
                file.write_text(without(file.read_text(), set(failed)))

    # Databases

    def create(self, name, at):
        """The dump of a database that has the worlds with this place in their walks."""
        self.psql("postgres", "-c", "SET client_min_messages = warning", "-c", f"DROP DATABASE IF EXISTS {name}", "-c", f"CREATE DATABASE {name} TEMPLATE template0")
        self.databases = list({*self.databases, name})
        self.files[at].unlink(missing_ok=True)
        script = self.work / f"{at}.sql"
        script.write_text("".join(numbered("\n".join(walk[at]) + "\n", number) for number, walk in self.left.items()))
        self.psql(name, "-v", "ON_ERROR_STOP=0", "-f", script)
        return self.dump(name)

    def psql(self, name, *arguments):
        command = [self.server.bin / "psql", "-XqAt", "-v", "ON_ERROR_STOP=1", "-d", self.server.url(name), *arguments]
        ran = self.timed("psql", lambda: subprocess.run(command, capture_output=True, text=True))
        if ran.returncode != 0:
            raise RuntimeError(ran.stderr)
        return ran.stdout

    def dump(self, name):
        command = [self.server.bin / "pg_dump", "-s", "-d", self.server.url(name)]
        return statements(self.timed("pg_dump", lambda: subprocess.run(command, check=True, capture_output=True, text=True).stdout))

    def rows(self):
        return by_walk(counted(self, LED, sum(self.tables.values(), [])))

    def empty(self, names):
        for number in self.tables.keys() & set(names):
            self.psql(LED, "-c", "TRUNCATE " + ", ".join(self.tables.pop(number)) + " CASCADE")

    def timed(self, what, call):
        begun = self.cpu()
        try:
            return call()
        finally:
            self.seconds[what] += self.cpu() - begun

    def cpu(self):
        """Seconds of this process, of the programs that it runs, and of the server."""
        return sum(os.times()[:4]) + self.server.cpu()

    # What is tried

    def failure(self, what, details, names=()):
        return Failed(what, details + self.plan, names, self.between)

    def schema(self, step, command, *arguments):
        try:
            ran = self.timed(command, lambda: subprocess.run([self.binary, command, *arguments], capture_output=True, text=True, timeout=PATIENCE + len(self.left)))
        except subprocess.TimeoutExpired:
            raise self.failure(f"{step}: hangs", "")
        if ran.returncode != 0:
            error = next((l for l in ran.stderr.splitlines() if l.startswith("error")), f"exit code {ran.returncode}")
            said = re.sub('"[^"]*"', "...", unnumbered(error))[:80]
            raise self.failure(f"{step}: {said}", ran.stderr[-3000:], numbers(ran.stderr)[:1])
        return ran.stdout

    def lead(self, expected):
        here, there = self.between
        step = "forward" if there > here else "back"
        project = self.work / "schema.hcl"
        project.write_text(f'env "random" {{\n  url = "{self.server.url(LED)}"\n  dev = "{self.server.url("postgres")}"\n'
                           f'  src = "{self.files[there]}"\n  manage = ["*"]\n{self.policy}}}\n')
        if self.plans:
            self.unless_failed(lambda: self.note_plan(step, project))
        self.unless_failed(lambda: self.schema(step, "apply", "--config", project, "--auto-approve", "--allow-destructive"))
        self.unless_failed(lambda: self.nothing_left(step + " after", project))
        got = self.dump(LED)
        self.take_out({number: self.difference(step, expected.get(number), got.get(number))
                       for number in self.left if expected.get(number) != got.get(number)})

    def note_plan(self, step, project):
        self.plan = ""
        self.plan = "\n-- plan\n" + self.schema(step + " plan", "plan", "--config", project, "--format", "sql")

    def nothing_left(self, step, project):
        left = self.schema(step, "plan", "--config", project)
        if "No changes" not in left:
            raise self.failure(f"{step}: the plan is not empty", left, numbers(left))

    def difference(self, step, expected, got):
        lines = difflib.unified_diff(expected or [], got or [], "expected", "got", lineterm="", n=0)
        return self.failure(f"{step}: the dump differs", "\n".join(l for l in lines if not l.startswith("@@")))
