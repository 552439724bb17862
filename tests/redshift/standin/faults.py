"""Faults that a test asks for, over any connection:

    STANDIN FAULT '1023' ON 'ALTER TABLE tenant_7\\.' TIMES 2
    STANDIN FAULT 'slow 200' ON '^COMMIT' TIMES 1000
    STANDIN CLEAR
    STANDIN COUNT '^ALTER TABLE'

1023: a serializable isolation violation. dropped: a table went while the statement looked at it. oid: a relation that
is not there any more. lost: the connection ends before the statement runs. lost after: it ends once the statement (and
what an implicit transaction commits) is done. slow N: N ms are waited first. The pattern is a regular expression, looked
for in the statement without regard to case. COUNT says how many statements with the pattern have taken effect since the
server began.
"""
import re
import threading
import time

from errors import Lost, Refused


class Faults:
    def __init__(self):
        self.lock = threading.Lock()
        self.all = []

    def add(self, what, pattern, times):
        with self.lock:
            self.all.append([what, re.compile(pattern, re.IGNORECASE | re.DOTALL), times])

    def clear(self):
        with self.lock:
            self.all = []

    def due(self, sql):
        with self.lock:
            for fault in self.all:
                if fault[2] > 0 and fault[1].search(sql):
                    fault[2] -= 1
                    return fault[0]
        return None

    def before(self, sql):
        """Whether the connection is to end after the statement."""
        what = self.due(sql)
        if not what:
            return False
        if what == "1023":
            raise Refused("1023", "XX000", "Serializable isolation violation on table - 16402, transactions forming the "
                          "cycle are: 2011, 2012 (pid:73)")
        if what == "dropped":
            raise Refused("table 16402 dropped by concurrent transaction", "XX000")
        if what == "oid":
            raise Refused("could not open relation with OID 16402", "XX000")
        if what == "lost":
            raise Lost()
        if what.startswith("slow "):
            time.sleep(int(what[5:]) / 1000)
        return what == "lost after"
