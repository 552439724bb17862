"""Every statement of the golden corpus, read by an independent parser: sqlfluff's Redshift dialect.

Exits with 77 (skipped) where sqlfluff is not installed.
"""
import pathlib
import re
import sys

try:
    from sqlfluff.core import Linter
except ImportError:
    print("sqlfluff is not installed: pip install sqlfluff")
    sys.exit(77)

# What the manual has and sqlfluff's grammar (4.3) has not.
UNKNOWN = re.compile(
    r"ALTER MATERIALIZED VIEW|(CREATE|ALTER|DROP|ATTACH|DETACH) (MASKING|RLS) POLICY|ALTER TABLE \S+ ROW LEVEL SECURITY|"
    r"DROP GROUP|ALTER DEFAULT PRIVILEGES .* (TO|FROM) ROLE|CREATE (OR REPLACE )?EXTERNAL FUNCTION[^;]*MAX_BATCH_ROWS|"
    r"REVOKE ADMIN OPTION FOR ROLE|ALTER DATASHARE \S+ (ADD|REMOVE) FUNCTION|CREATE EXTERNAL SCHEMA[^;]*(CLUSTER_ARN|CATALOG_ID)|"
    r"ALTER TABLE \S+ SET (FILE FORMAT|TABLE PROPERTIES)")

# What it takes and Redshift does not: several actions in one ALTER TABLE but for encodings and keys, and kinds that it lacks.
WRONG = re.compile(
    r"CREATE (UNIQUE )?(INDEX|SEQUENCE|TRIGGER|TYPE|DOMAIN|EXTENSION)|ALTER TABLE [^;]*, (ADD|DROP|RENAME|OWNER)|"
    r"ALTER TABLE \S+ ALTER COLUMN \S+ (SET|DROP)|CREATE TABLE [^;]*\b(CHECK|EXCLUDE)\b", re.DOTALL)


def statements(text):
    """Split at semicolons that end a line, outside of $$...$$."""
    begin = 0
    for match in re.finditer(r";\n", text):
        part = text[begin:match.start()]
        if part.count("$$") % 2 == 0:
            yield part
            begin = match.end()


def main():
    linter = Linter(dialect="redshift")
    failed = read = 0
    for path in sorted((pathlib.Path(__file__).parent / "corpus").glob("*/*.sql")):
        for statement in statements(path.read_text()):
            if UNKNOWN.match(statement):
                continue
            read += 1
            parsed = linter.parse_string(statement + ";\n")
            bad = [v.desc() for v in parsed.violations if v.rule_code() in ("PRS", "LXR")]
            bad += ["not in Redshift"] if WRONG.match(statement) else []
            if bad:
                failed += 1
                print(f"{path}: {bad[0]}\n{statement}\n")
    print(f"{read} statements read, {failed} refused")
    return failed > 0 or read == 0


sys.exit(main())
