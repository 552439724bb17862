"""Tokens of Redshift's SQL. A backslash escapes in a plain string; there is no E''."""
import re
from dataclasses import dataclass

from errors import Refused


@dataclass
class Token:
    kind: str  # word, quoted, string, number, op, parameter, end
    text: str  # a word in lower case, a name or string without its quotes
    raw: str
    begin: int
    end: int


PATTERN = re.compile(
    r"""(?P<space>\s+|--[^\n]*|/\*.*?\*/)
      | (?P<dollar>\$(?P<tag>[A-Za-z_]\w*)?\$.*?\$(?P=tag)\$|\$\$.*?\$\$)
      | (?P<parameter>\$\d+)
      | (?P<string>'(?:[^'\\]|''|\\.)*')
      | (?P<quoted>"(?:[^"]|"")+")
      | (?P<number>\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+)
      | (?P<word>[A-Za-z_\#\x80-\U0010ffff][\w$\#]*)
      | (?P<op>::|<=|>=|<>|!=|!~~\*|!~~|!~\*|!~|~~\*|~~|~\*|\|\||[-+*/%<>=~^&|!?@:])
      | (?P<punctuation>[(),;.\[\]])""",
    re.VERBOSE | re.DOTALL,
)

ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}


def unescape(body):
    out, i = [], 0
    while i < len(body):
        if body[i] == "\\" and i + 1 < len(body):
            out.append(ESCAPES.get(body[i + 1], body[i + 1]))
            i += 2
        elif body[i] == "'":
            out.append("'")
            i += 2
        else:
            out.append(body[i])
            i += 1
    return "".join(out)


def lex(text):
    tokens, at = [], 0
    while at < len(text):
        match = PATTERN.match(text, at)
        if not match:
            raise Refused(f'unterminated quoted string or odd character at or near "{text[at:at + 10]}"', "42601", position=at + 1)
        kind, raw = match.lastgroup, match.group()
        if kind == "tag":
            kind = "dollar"
        if kind == "string" and tokens and tokens[-1].end == at and tokens[-1].kind == "word" and tokens[-1].text in "ebxn":
            raise Refused(f'type "{tokens[-1].text}" does not exist', "42704", position=tokens[-1].begin + 1)
        if kind == "word":
            tokens.append(Token("word", raw.lower(), raw, at, match.end()))
        elif kind == "quoted":
            tokens.append(Token("quoted", raw[1:-1].replace('""', '"'), raw, at, match.end()))
        elif kind == "string":
            tokens.append(Token("string", unescape(raw[1:-1]), raw, at, match.end()))
        elif kind == "dollar":
            tag = raw.index("$", 1) + 1
            tokens.append(Token("string", raw[tag:-tag], raw, at, match.end()))
        elif kind != "space":
            tokens.append(Token("op" if kind == "punctuation" else kind, raw, raw, at, match.end()))
        at = match.end()
    tokens.append(Token("end", "", "", len(text), len(text)))
    return tokens


def split(text):
    """The statements of a request, each as its own text."""
    statements, begin = [], 0
    for token in lex(text):
        if token.kind == "end" or (token.kind == "op" and token.text == ";"):
            if text[begin:token.begin].strip():
                statements.append(text[begin:token.begin].strip())
            begin = token.end
    return statements
