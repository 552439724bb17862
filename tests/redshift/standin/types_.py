"""Data types: how they are written, kept (pg_attribute.atttypid, atttypmod) and printed (format_type)."""
from errors import Refused

OIDS = {
    "boolean": 16, "bigint": 20, "smallint": 21, "integer": 23, "text": 25, "real": 700, "double precision": 701,
    "character": 1042, "character varying": 1043, "date": 1082, "time without time zone": 1083,
    "timestamp without time zone": 1114, "timestamp with time zone": 1184, "interval year to month": 1188,
    "interval day to second": 1190, "time with time zone": 1266, "numeric": 1700, "refcursor": 1790, "record": 2249,
    "void": 2278, "hllsketch": 2935, "geometry": 3000, "geography": 3001, "super": 4000, "binary varying": 6551,
}
NAMES = {oid: name for name, oid in OIDS.items()}

WORDS = {
    "smallint": "smallint", "int2": "smallint", "integer": "integer", "int": "integer", "int4": "integer",
    "bigint": "bigint", "int8": "bigint", "real": "real", "float4": "real", "float8": "double precision",
    "float": "double precision", "boolean": "boolean", "bool": "boolean", "date": "date", "timetz": "time with time zone",
    "timestamptz": "timestamp with time zone", "super": "super", "geometry": "geometry", "geography": "geography",
    "hllsketch": "hllsketch", "void": "void", "refcursor": "refcursor", "record": "record",
}
LENGTHS = {  # default, most
    "char": ("character", 1, 4096), "character": ("character", 1, 4096), "nchar": ("character", 1, 4096),
    "bpchar": ("character", 256, 4096), "varchar": ("character varying", 256, 65535),
    "nvarchar": ("character varying", 256, 65535), "text": ("character varying", 256, 65535),
    "varbyte": ("binary varying", 64000, 16777216), "varbinary": ("binary varying", 64000, 16777216),
}
# c_unsupported-postgresql-datatypes
ABSENT = set("bytea bit varbit json jsonb uuid money inet cidr macaddr xml hstore serial bigserial serial4 serial8 tsvector int4range".split())


def length(p, word):
    name, value, most = LENGTHS[word]
    if p.take("("):
        if p.take("max"):
            value = most
        else:
            value = p.integer()
        p.expect(")")
    if not 1 <= value <= most:
        raise Refused(f"length for type {name} cannot exceed {most}", "22023")
    return OIDS[name], value + 4


def zoned(p, word):
    if p.take("("):
        raise Refused(f"{word} takes no precision", "42601")
    zone = "without"
    if p.take("with", "time", "zone"):
        zone = "with"
    else:
        p.take("without", "time", "zone")
    return OIDS[f"{word} {zone} time zone"], -1


def numeric(p):
    precision, scale = 18, 0
    if p.take("("):
        precision = p.integer()
        if p.take(","):
            scale = p.integer()
        p.expect(")")
    if not (1 <= precision <= 38 and 0 <= scale <= min(37, precision)):
        raise Refused(f"NUMERIC precision {precision} must be between 1 and 38", "22023")
    return OIDS["numeric"], ((precision << 16) | scale) + 4


def parse(p):
    """(oid, typmod)"""
    token = p.next
    if token.kind not in ("word", "quoted"):
        p.fail()
    word = token.text
    if p.peek(word, "."):
        p.at += 2
        word = p.next.text
    p.at += 1
    if word == "double" and p.take("precision"):
        found = OIDS["double precision"], -1
    elif word in ("decimal", "numeric"):
        found = numeric(p)
    elif word in ("time", "timestamp"):
        found = zoned(p, word)
    elif word == "interval":
        kind = p.one_of("year to month", "day to second")
        if not kind:
            raise Refused("interval types need YEAR TO MONTH or DAY TO SECOND", "42601")
        found = OIDS["interval " + kind], -1
    elif word == "character" and p.take("varying"):
        found = length(p, "varchar")
    elif word == "binary" and p.take("varying"):
        found = length(p, "varbyte")
    elif word in LENGTHS:
        found = length(p, word)
    elif word in WORDS:
        if word == "float" and p.take("("):
            bits = p.integer()
            p.expect(")")
            word = "real" if bits <= 24 else "float8"
        found = OIDS[WORDS[word]], -1
    elif word in ABSENT:
        raise Refused(f'Column has unsupported type "{word}".', "0A000")
    else:
        raise Refused(f'type "{word}" does not exist', "42704")
    if p.peek("["):
        raise Refused(f'Column has unsupported type "{word}[]".', "0A000")
    return found


def format_type(oid, typmod):
    name = NAMES.get(oid, "???")
    if typmod is None or typmod < 0:
        return name
    if name == "numeric":
        return f"numeric({(typmod - 4) >> 16},{(typmod - 4) & 0xffff})"
    return f"{name}({typmod - 4})" if oid in (1042, 1043, 6551) else name


def size(typmod):
    return typmod - 4


KEY_TYPES = {16, 700, 701, 21, 23, 20, 1700, 1082, 1083, 1266, 1114, 1184, 1042, 1043}  # of DISTKEY and SORTKEY
