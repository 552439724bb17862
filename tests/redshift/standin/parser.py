"""What all statements are read with."""
import types_ as types
from errors import syntax
from lexer import lex

# "Reserved words" of the Developer Guide (r_pg_keywords).
RESERVED = set(
    """aes128 aes256 all allowoverwrite analyse analyze and any array as asc authorization az64 backup between binary
    blanksasnull both bytedict bzip2 case cast check collate column constraint create credentials cross current_date
    current_time current_timestamp current_user current_user_id default deferrable deflate defrag delta delta32k desc
    disable distinct do else emptyasnull enable encode encrypt encryption end except explicit false for foreign freeze
    from full globaldict256 globaldict64k grant group gzip having identity ignore ilike in initially inner intersect
    interval into is isnull join language leading left like limit localtime localtimestamp lun luns lzo lzop minus
    mostly16 mostly32 mostly8 natural new not notnull null nulls off offline offset oid old on only open or order outer
    overlaps parallel partition percent permissions pivot placing primary raw readratio recover references respect
    rejectlog resort restore right select session_user similar snapshot some sysdate system table tag tdes text255
    text32k then timestamp to top trailing true truncatecolumns union unique unnest using verbose wallet when where with
    without""".split()
)


class Parser:
    def __init__(self, text, tokens=None):
        self.text = text
        self.tokens = tokens or lex(text)
        self.at = 0

    @property
    def next(self):
        return self.tokens[self.at]

    def peek(self, *words, ahead=0):
        for i, word in enumerate(words):
            place = self.at + ahead + i
            if place >= len(self.tokens):
                return False
            token = self.tokens[place]
            if token.kind not in ("word", "op") or token.text != word:
                return False
        return True

    def take(self, *words):
        if not self.peek(*words):
            return False
        self.at += len(words)
        return True

    def one_of(self, *words):
        for word in words:
            if self.take(*word.split()):
                return word
        return None

    def fail(self):
        raise syntax(self.next, self.text)

    def expect(self, *words):
        for word in words:
            if not self.take(word):
                self.fail()

    def done(self):
        if self.next.kind != "end":
            self.fail()

    def name(self):
        token = self.next
        if token.kind == "quoted" or (token.kind == "word" and token.text not in RESERVED):
            self.at += 1
            # Names fold to lower case even in quotes, unless enable_case_sensitive_identifier is on.
            return token.text.lower()
        self.fail()

    def user(self):
        """A user's name keeps its case in quotes."""
        token = self.next
        name = self.name()
        return token.text if token.kind == "quoted" else name

    def qualified(self):
        """(schema or None, name)"""
        first = self.name()
        if self.take("."):
            return first, self.name()
        return None, first

    def string(self):
        token = self.next
        if token.kind != "string":
            self.fail()
        self.at += 1
        return token.text

    def integer(self):
        sign = -1 if self.take("-") else 1
        token = self.next
        if token.kind != "number" or not token.text.isdigit():
            self.fail()
        self.at += 1
        return sign * int(token.text)

    def listed(self, read):
        """( item, item )"""
        self.expect("(")
        items = [read()]
        while self.take(","):
            items.append(read())
        self.expect(")")
        return items

    def names(self):
        return self.listed(self.name)

    def until(self, *stops):
        """The tokens up to one of the words outside of parentheses, a comma, a closing parenthesis or the end."""
        begin, depth = self.at, 0
        while self.next.kind != "end":
            token = self.next
            if token.kind == "op" and token.text == "(":
                depth += 1
            elif token.kind == "op" and token.text == ")":
                if depth == 0:
                    break
                depth -= 1
            elif depth == 0 and (self.peek(",") or (token.kind == "word" and token.text in stops and self.at > begin)):
                break
            self.at += 1
        if self.at == begin:
            self.fail()
        return self.tokens[begin:self.at]

    def in_parentheses(self):
        """The text between a parenthesis and the one that closes it."""
        self.expect("(")
        begin, depth = self.next.begin, 1
        while depth:
            if self.next.kind == "end":
                self.fail()
            depth += 1 if self.peek("(") else -1 if self.peek(")") else 0
            self.at += 1
        return self.text[begin:self.tokens[self.at - 1].begin].strip()

    def rest(self):
        """The text up to the end of the statement."""
        begin = self.next.begin
        if self.next.kind == "end":
            self.fail()
        self.at = len(self.tokens) - 1
        return self.text[begin:].strip()

    def type(self):
        return types.parse(self)

    def yes_no(self):
        word = self.one_of("yes", "no")
        if not word:
            self.fail()
        return word == "yes"
