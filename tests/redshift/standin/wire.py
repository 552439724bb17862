"""The server's side of PostgreSQL's wire protocol, version 3, as much of it as Redshift's clients use."""
import re
import struct

from errors import Lost, Refused
from lexer import split

STARTUP = {"user", "database", "client_encoding", "application_name", "options", "datestyle", "timezone", "extra_float_digits",
           "search_path", "statement_timeout", "query_group", "enable_case_sensitive_identifier", "driver_version",
           "os_version", "plugin_name", "client_protocol_version", "driver_discovery_version"}
OIDS = {int: 20, float: 701, str: 1043, bytes: 17, type(None): 1043}


class Wire:
    def __init__(self, socket):
        self.socket = socket
        self.out = bytearray()

    def read(self, size):
        data = b""
        while len(data) < size:
            part = self.socket.recv(size - len(data))
            if not part:
                raise Lost()
            data += part
        return data

    def message(self):
        kind = self.read(1)
        size = struct.unpack("!I", self.read(4))[0]
        return kind, self.read(size - 4)

    def send(self, kind, body=b""):
        self.out += kind + struct.pack("!I", len(body) + 4) + body
        if len(self.out) > 1 << 16:
            self.flush()

    def flush(self):
        self.socket.sendall(self.out)
        self.out = bytearray()

    def parameter(self, name, value):
        self.send(b"S", text(name) + text(value))

    def error(self, e, kind=b"E"):
        severity = "FATAL" if e.fatal else "ERROR"
        body = b"S" + text(severity) + b"C" + text(e.code) + b"M" + text(e.message)
        for letter, value in ((b"D", e.detail), (b"H", e.hint), (b"P", e.position and str(e.position))):
            if value:
                body += letter + text(value)
        self.send(kind, body + b"\0")

    def describe(self, columns, rows):
        body = struct.pack("!H", len(columns))
        for i, name in enumerate(columns):
            values = (row[i] for row in rows)
            first = next((v for v in values if v is not None), None)
            body += text(name) + struct.pack("!IhIhih", 0, 0, OIDS[type(first)], -1, -1, 0)
        self.send(b"T", body)

    def row(self, row):
        body = bytearray(struct.pack("!H", len(row)))
        for value in row:
            if value is None:
                body += b"\xff\xff\xff\xff"
            else:
                data = value.encode() if isinstance(value, str) else str(value).encode()
                body += struct.pack("!I", len(data)) + data
        self.send(b"D", bytes(body))

    def result(self, result, describe=True):
        if result.columns is not None:
            if describe:
                self.describe(result.columns, result.rows)
            for row in result.rows:
                self.row(row)
        self.send(b"C", text(result.tag))


def text(value):
    return str(value).encode() + b"\0"


def start(wire, cluster):
    """The parameters of the startup message, once it is one."""
    while True:
        size, code = struct.unpack("!II", wire.read(8))
        body = wire.read(size - 8)
        if code in (80877103, 80877104):  # SSL, GSS
            wire.socket.sendall(b"N")
        elif code == 80877102:
            raise Lost()
        else:
            break
    words = body.decode().split("\0")
    given = dict(zip(words[0::2], words[1::2]))
    for name in given:
        if name and name.lower() not in STARTUP:
            raise Refused(f'unrecognized configuration parameter "{name}"', "42704", fatal=True)
    for name, _ in re.findall(r"-c\s*(\w+)=(\S*)", given.get("options", "")):
        if name.lower() not in STARTUP:
            raise Refused(f'unrecognized configuration parameter "{name}"', "42704", fatal=True)
    if cluster.options.password:
        wire.send(b"R", struct.pack("!I", 3))
        wire.flush()
        kind, body = wire.message()
        if body.rstrip(b"\0").decode() != cluster.password():
            raise Refused(f'password authentication failed for user "{given.get("user")}"', "28000", fatal=True)
    return given


def serve(socket, cluster):
    wire = Wire(socket)
    session = None
    try:
        try:
            given = start(wire, cluster)
        except Refused as e:
            wire.error(e)
            return wire.flush()
        session = cluster.connect(given)
        wire.send(b"R", struct.pack("!I", 0))
        for name, value in session.parameters().items():
            wire.parameter(name, value)
        wire.send(b"K", struct.pack("!II", session.pid, 1))
        ready(wire, session)
        while True:
            kind, body = wire.message()
            if kind == b"X":
                return
            answer(wire, session, kind, body)
    except (Lost, ConnectionError, OSError):
        pass
    finally:
        if session:
            session.close()


def ready(wire, session):
    wire.send(b"Z", session.state.encode())
    wire.flush()


def answer(wire, session, kind, body):
    if kind == b"Q":
        simple(wire, session, body[:-1].decode())
    else:
        extended(wire, session, kind, body)


def simple(wire, session, sql):
    """A request of several statements is one transaction, unless it says otherwise."""
    try:
        statements = split(sql)
        if not statements:
            wire.send(b"I")
        session.begin_request(len(statements) > 1)
        for statement in statements:
            wire.result(session.run(statement))
        session.end_request()
    except Refused as e:
        session.failed()
        wire.error(e)
    ready(wire, session)


def extended(wire, session, kind, body):
    """Parse, Bind, Describe, Execute, Sync: a statement runs when it is bound, so that it can be described."""
    if session.skipping and kind != b"S":
        return
    try:
        if kind == b"P":
            name, query, _ = body.split(b"\0", 2)
            session.prepared[name] = query.decode()
            wire.send(b"1")
        elif kind == b"B":
            bind(wire, session, body)
        elif kind == b"D":
            result = session.bound
            if body[:1] == b"S":
                wire.send(b"t", struct.pack("!H", 0))
            if result is None or result.columns is None:
                wire.send(b"n")
            else:
                wire.describe(result.columns, result.rows)
        elif kind == b"E":
            wire.result(session.bound, describe=False)
        elif kind == b"C":
            wire.send(b"3")
        elif kind == b"S":
            session.skipping = False
            ready(wire, session)
        elif kind == b"H":
            wire.flush()
    except Refused as e:
        session.failed()
        session.skipping = True
        wire.error(e)


def bind(wire, session, body):
    _, statement, rest = body.split(b"\0", 2)
    formats = struct.unpack_from("!H", rest)[0]
    at = 2 + 2 * formats
    count = struct.unpack_from("!H", rest, at)[0]
    at += 2
    values = []
    for _ in range(count):
        size = struct.unpack_from("!i", rest, at)[0]
        at += 4
        values.append(None if size < 0 else rest[at:at + size].decode())
        at += max(size, 0)

    def literal(match):
        value = values[int(match.group(1)) - 1]
        return "NULL" if value is None else "'" + value.replace("\\", "\\\\").replace("'", "''") + "'"

    sql = re.sub(r"\$(\d+)", literal, session.prepared[statement]) if values else session.prepared[statement]
    session.begin_request(False)
    session.bound = session.run(sql)
    session.end_request()
    wire.send(b"2")
