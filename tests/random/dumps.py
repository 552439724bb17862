"""What pg_dump says of walks that share a database: each walk's names end in its number."""
import collections, re

OWN = r"\b(app|lib|wide_[a-z]+)"  # schemas, and what lives beside them


def numbered(sql, number):
    """The SQL of a world, in schemas of its own."""
    return re.sub(OWN + r"\b", rf"\1_{number}", sql)


def unnumbered(text):
    return re.sub(OWN + r"_\d+\b", r"\1", text)


def numbers(text):
    """Whose names the text holds, in the order of the text."""
    return list(dict.fromkeys(int(found[1]) for found in re.findall(OWN + r"_(\d+)\b", text)))


def by_walk(lines):
    found = collections.defaultdict(list)
    for line in lines:
        for number in numbers(line):
            found[number].append(line)
    return found


def statements(dump):
    """The statements of a dump, sorted, of each walk; the order of a table's columns does not count."""
    lines = [l for l in dump.splitlines() if not re.match(r"--|SET |SELECT pg_catalog.set_config|\\|$", l)]
    out = collections.defaultdict(list)
    for statement in re.split(r";\n", "\n".join(lines) + "\n"):
        if statement.startswith(("CREATE TABLE", "CREATE UNLOGGED TABLE", "CREATE FOREIGN TABLE")):
            head, *columns = statement.split("\n")
            statement = "\n".join([head] + sorted(c.rstrip(",") for c in columns))
        if statement.startswith("CREATE STATISTICS"):
            statement = " ".join(sorted(re.split(r"[ ,]+", statement)))  # in the order of the table's columns
        out[next(iter(numbers(statement)), None)].append(statement)
    return {number: sorted(found) for number, found in out.items()}


def without(text, gone):
    """A .schema file without the blocks of these walks."""
    blocks = re.split(r"(?m)^(?<=^}\n)", text)
    return "".join(block for block in blocks if gone.isdisjoint(numbers(block)))
