"""One connection: transactions, settings, and which statement is read by what."""
import itertools
import re
import threading
import time

import catalog
import external
import grants
import policies
import query
import routines
import schemas
import tables
import users
import views
from errors import Lost, Refused, in_transaction, syntax
from faults import Faults
from parser import Parser

SETTINGS = {  # the parameters of the Developer Guide's configuration reference that a session may set
    "analyze_threshold_percent": "10", "client_encoding": "UNICODE", "datestyle": "ISO, MDY",
    "describe_field_name_in_uppercase": "off", "downcase_delimited_identifier": "on",
    "enable_case_sensitive_identifier": "off", "enable_case_sensitive_super_attribute": "off",
    "enable_numeric_rounding": "on", "enable_result_cache_for_session": "on", "extra_float_digits": "0",
    "json_serialization_enable": "off", "query_group": "unset", "search_path": '"$user", public', "statement_timeout": "0",
    "timezone": "UTC", "application_name": "", "transaction_isolation": "serializable", "wlm_query_slot_count": "1",
}
SUPERUSER_ONLY = {"server_version", "server_version_num", "log_statement"}
VERSION = ("PostgreSQL 8.0.2 on i686-pc-linux-gnu, compiled by GCC gcc (GCC) 3.4.2 20041017 (Red Hat 3.4.2-6.fc3), "
           "Redshift 1.0.123456")


class Result:
    def __init__(self, tag, columns=None, rows=()):
        self.tag, self.columns, self.rows = tag, columns, rows


class Cluster:
    """What all connections share."""

    def __init__(self, path, options):
        self.path, self.options = path, options
        self.faults = Faults()
        self.pids = itertools.count(1000)
        self.locks = {}  # relation to the session that holds it
        self.released = threading.Condition()
        self.new_password = None
        self.committed = []  # every statement that has taken effect

    def password(self):
        return self.new_password or self.options.password

    def connect(self, given):
        return Session(self, given)


class Session:
    def __init__(self, cluster, given):
        self.cluster = cluster
        self.pid = next(cluster.pids)
        self.user = given.get("user", "awsuser")
        self.database = given.get("database", "dev")
        self.store = catalog.Store(cluster.path, self)
        self.settings = dict(SETTINGS)
        self.local = {}  # settings to restore when the transaction ends
        self.state = "I"  # I: idle, T: in a transaction, E: in a failed one
        self.implicit = False  # a request of several statements
        self.writing = self.reading = False
        self.prepared, self.bound, self.skipping = {}, None, False
        self.lost_after = False
        self.pending = []  # statements that have not taken effect yet
        self.cursor = None  # its name, columns and the rows that are left; a session has one at most
        if not cluster.options.plain_user:
            self.store.write("INSERT OR IGNORE INTO pg_user VALUES (?, 100, 1, 1, 0, '********', NULL, NULL)", self.user)
        else:
            self.store.write("INSERT OR IGNORE INTO pg_user VALUES (?, 101, 0, 0, 0, '********', NULL, NULL)", self.user)

    def parameters(self):
        return {"server_version": "8.0.2", "server_encoding": "UNICODE", "client_encoding": "UNICODE", "DateStyle": "ISO, MDY",
                "is_superuser": "on" if self.superuser else "off", "session_authorization": self.user,
                "TimeZone": "UTC", "integer_datetimes": "on", "padb_version": "1.0.123456", "show_discovery": "1"}

    @property
    def superuser(self):
        return bool(self.store.value("SELECT usesuper FROM pg_user WHERE usename = ?", self.user))

    def search_path(self):
        path = [part.strip().strip('"') for part in self.settings["search_path"].split(",")]
        return [part for part in path if part and part != "$user"]

    # Transactions

    def begin_request(self, several):
        self.implicit = several and self.state == "I"

    def end_request(self):
        if self.implicit:
            self.implicit = False
            if self.state == "I":
                self.commit()

    def failed(self):
        self.implicit = False
        if self.state == "T":
            self.state = "E"
            self.undo()
        elif self.state == "I":
            self.undo()

    def undo(self):
        self.store.rollback()
        self.pending = []
        self.writing = self.reading = False
        self.settings.update(self.local)
        self.local = {}
        self.cursor = None
        self.release()

    def commit(self):
        self.store.commit()
        self.cluster.committed += self.pending
        self.pending = []
        self.writing = self.reading = False
        self.settings.update(self.local)
        self.local = {}
        self.cursor = None
        self.release()

    def close(self):
        self.undo()
        self.store.close()

    def write(self):
        """Called by what changes anything."""
        if not self.writing:
            self.store.begin_write()
            self.writing = True

    def read_rows(self):
        """Rows are read as they were when the transaction first looked at some; the catalog has no such snapshot."""
        if self.state == "T" and not self.reading and not self.writing:
            self.store.begin_read()
            self.reading = True

    def alone(self, what):
        if self.state != "I" or self.implicit:
            raise in_transaction(what)

    def lock(self, relation):
        limit = int(self.settings["statement_timeout"]) or 60_000
        deadline = time.monotonic() + limit / 1000
        with self.cluster.released:
            while self.cluster.locks.get(relation, self) is not self:
                if not self.cluster.released.wait(deadline - time.monotonic()):
                    raise Refused("canceling statement due to statement timeout", "57014")
            self.cluster.locks[relation] = self

    def release(self):
        with self.cluster.released:
            for relation in [r for r, holder in self.cluster.locks.items() if holder is self]:
                del self.cluster.locks[relation]
            self.cluster.released.notify_all()

    # Statements

    def run(self, sql):
        sql = sql.strip().rstrip(";")
        p = Parser(sql)
        if p.take("standin"):
            return self.standin(p)
        self.lost_after = self.cluster.faults.before(sql)
        if self.state == "E" and not (p.peek("rollback") or p.peek("abort") or p.peek("commit") or p.peek("end")):
            raise Refused("current transaction is aborted, commands ignored until end of transaction block", "25P02")
        result = self.dispatch(p, sql)
        self.pending.append(sql)
        if self.state == "I" and not self.implicit:
            self.commit()
        if self.lost_after:
            raise Lost()
        return result

    def standin(self, p):
        if p.take("clear"):
            self.cluster.faults.clear()
        elif p.take("fault"):
            what = p.string()
            p.expect("on")
            pattern = p.string()
            self.cluster.faults.add(what, pattern, p.integer() if p.take("times") else 1)
        elif p.take("password"):
            self.cluster.new_password = p.string()
        elif p.take("count"):
            pattern = re.compile(p.string(), re.IGNORECASE | re.DOTALL)
            return Result("STANDIN", ["count"], [(sum(bool(pattern.search(sql)) for sql in self.cluster.committed),)])
        else:
            p.fail()
        return Result("STANDIN")

    def dispatch(self, p, sql):
        for words, action in self.ACTIONS:
            if p.take(*words.split()):
                answer = action(self, p)
                return answer if isinstance(answer, Result) else Result(answer or words.upper())
        for module in (schemas, tables, views, routines, users, grants, policies, external):
            for words, action in module.STATEMENTS:
                if p.take(*words.split()):
                    self.write()
                    tag = action(self, p)
                    return Result(tag or words.upper())
        for words in query.STATEMENTS:
            if p.peek(words):
                return Result(*query.run(self, sql, p))
        refuse_absent(p)
        raise syntax(p.next, sql)

    def begin(self, p):
        p.one_of("transaction", "work")
        while p.take("isolation", "level"):
            if not p.one_of("serializable", "snapshot", "read committed", "read uncommitted", "repeatable read"):
                p.fail()
            p.take(",")
        p.one_of("read only", "read write")
        p.done()
        self.state = "T"
        return "BEGIN"

    def end(self, p):
        p.one_of("transaction", "work")
        p.done()
        failed = self.state == "E"
        if failed:
            self.undo()
        else:
            self.commit()
        self.state = "I"
        return "ROLLBACK" if failed else "COMMIT"

    def rollback(self, p):
        if p.peek("to"):
            raise Refused("SQL command \"ROLLBACK TO SAVEPOINT\" not supported.", "0A000")
        p.one_of("transaction", "work")
        p.done()
        self.undo()
        self.state = "I"
        return "ROLLBACK"

    def set(self, p):
        local = bool(p.take("local"))
        if not local:
            p.take("session")
        if p.take("session_authorization"):
            p.fail()
        name = "timezone" if p.take("time", "zone") else p.name()
        if name not in self.settings:
            raise Refused(f'unrecognized configuration parameter "{name}"', "42704")
        if name != "timezone":
            p.take("to") or p.expect("=")
        parts = []
        while True:
            token = p.next
            if token.kind not in ("word", "quoted", "string", "number"):
                p.fail()
            parts.append(token.text)
            p.at += 1
            if not p.take(","):
                break
        p.done()
        value = ", ".join(f'"{x}"' if not re.fullmatch(r"[a-z_0-9]*", x) else x for x in parts) if name == "search_path" else parts[0]
        if local and self.state == "T":
            self.local.setdefault(name, self.settings[name])
        if not local or self.state == "T":
            self.settings[name] = value
        return "SET"

    def reset(self, p):
        name = p.name()
        if name not in SETTINGS:
            raise Refused(f'unrecognized configuration parameter "{name}"', "42704")
        self.settings[name] = SETTINGS[name]
        return "RESET"

    def show(self, p):
        name = p.name()
        return Result("SHOW", [name], [(self.setting(name),)])

    def setting(self, name):
        if name in SUPERUSER_ONLY:
            raise Refused(f'must be superuser to examine "{name}"', "42501")
        if name not in self.settings:
            raise Refused(f'unrecognized configuration parameter "{name}"', "42704")
        return self.settings[name]

    def lock_table(self, p):
        p.take("table")
        if self.state != "T":
            raise Refused("LOCK TABLE may only be used in transaction blocks", "25P01")
        while True:
            self.lock(self.store.relation(*p.qualified(), kinds="r").oid)
            if not p.take(","):
                break
        p.done()
        return "LOCK TABLE"

    def declare(self, p):
        name = p.name()
        p.expect("cursor", "for")
        if self.state != "T":
            raise Refused("DECLARE CURSOR may only be used in transaction blocks", "25P01")
        if self.cursor:
            raise Refused("Only one open cursor is allowed in a session", "0A000")
        if not p.peek("select") and not p.peek("with"):
            p.fail()
        _, columns, rows = query.run(self, p.text[p.next.begin:], Parser(p.text[p.next.begin:]))
        self.cursor = (name, columns, rows)
        return "DECLARE CURSOR"

    def fetch(self, p):
        count = 1
        if p.take("all"):
            count = None
        elif p.take("forward"):
            count = None if p.take("all") else p.integer() if p.next.kind == "number" else 1
        else:
            p.take("next")
        p.expect("from")
        name = p.name()
        p.done()
        if not self.cursor or self.cursor[0] != name:
            raise Refused(f'cursor "{name}" does not exist', "34000")
        _, columns, rows = self.cursor
        self.cursor = (name, columns, [] if count is None else rows[count:])
        return Result("FETCH", columns, rows if count is None else rows[:count])

    def close_cursor(self, p):
        name = p.name()
        if not self.cursor or self.cursor[0] != name:
            raise Refused(f'cursor "{name}" does not exist', "34000")
        self.cursor = None
        return "CLOSE CURSOR"

    ACTIONS = [
        ("declare", declare), ("fetch", fetch), ("close", close_cursor),
        ("begin", begin), ("start transaction", begin), ("commit", end), ("end", end), ("rollback", rollback),
        ("abort", rollback), ("set", set), ("reset", reset), ("show", show), ("lock", lock_table),
    ]


ABSENT = {
    "create index": "CREATE INDEX", "create unique index": "CREATE INDEX", "create sequence": "CREATE SEQUENCE",
    "create trigger": "CREATE TRIGGER", "create type": "CREATE TYPE", "create domain": "CREATE DOMAIN",
    "create rule": "CREATE RULE", "create extension": "CREATE EXTENSION", "create aggregate": "CREATE AGGREGATE",
    "create operator": "CREATE OPERATOR", "create cast": "CREATE CAST", "create tablespace": "CREATE TABLESPACE",
    "create temporary view": "CREATE TEMP VIEW", "create unlogged table": "UNLOGGED", "savepoint": "SAVEPOINT",
    "discard": "DISCARD", "deallocate all": "DEALLOCATE ALL", "listen": "LISTEN", "notify": "NOTIFY",
}


def refuse_absent(p):
    for words, what in ABSENT.items():
        if p.peek(*words.split()):
            raise Refused(f'SQL command "{what}" not supported.', "0A000")
