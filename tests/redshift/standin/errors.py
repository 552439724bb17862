"""What the server says when it refuses."""


class Refused(Exception):
    def __init__(self, message, code="XX000", detail="", hint="", position=0, fatal=False):
        super().__init__(message)
        self.message, self.code, self.detail, self.hint = message, code, detail, hint
        self.position, self.fatal = position, fatal


class Lost(Exception):
    """The connection ends here, without a word."""


def syntax(token, text):
    if token.kind == "end":
        return Refused("syntax error at end of input", "42601", position=len(text) + 1)
    return Refused(f'syntax error at or near "{token.raw}"', "42601", position=token.begin + 1)


def unsupported(what):
    return Refused(f"{what} is not supported", "0A000")


def missing(kind, name):
    codes = {"relation": "42P01", "schema": "3F000", "column": "42703", "function": "42883"}
    return Refused(f'{kind} "{name}" does not exist', codes.get(kind, "42704"))


def taken(kind, name):
    codes = {"relation": "42P07", "schema": "42P06", "column": "42701", "function": "42723"}
    return Refused(f'{kind} "{name}" already exists', codes.get(kind, "42710"))


def in_transaction(what):
    return Refused(f"{what} cannot run inside a transaction block", "25001")
