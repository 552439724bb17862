"""Makes the SQL of a large database: what `run` measures on."""
import sys


def table(i, columns):
    lines = ["id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY"]
    for c in range(columns - 4):
        kind = ("text", "integer NOT NULL DEFAULT 0", "timestamptz NOT NULL DEFAULT now()", "numeric(10,2)", "boolean DEFAULT false")[c % 5]
        lines.append(f"c{c} {kind}")
    lines += ["status s.status NOT NULL DEFAULT 'open'", "parent bigint", "amount integer CHECK (amount > 0)"]
    out = [f"CREATE TABLE s.t{i} (\n  " + ",\n  ".join(lines) + "\n);"]
    out.append(f"CREATE INDEX t{i}_c0 ON s.t{i} (c0);")
    out.append(f"CREATE INDEX t{i}_open ON s.t{i} (lower(c0), c1 DESC) WHERE status = 'open';")
    if i:
        out.append(f"ALTER TABLE s.t{i} ADD FOREIGN KEY (parent) REFERENCES s.t{i - 1} (id);")
    out.append(f"COMMENT ON TABLE s.t{i} IS 'table number {i}';")
    return out


def main(tables, columns, views, functions, triggers):
    out = ["CREATE SCHEMA s;", "CREATE TYPE s.status AS ENUM ('open', 'busy', 'closed');",
           "CREATE FUNCTION s.touch() RETURNS trigger LANGUAGE plpgsql AS $$\nBEGIN\n  NEW.c2 := now();\n  RETURN NEW;\nEND\n$$;"]
    for i in range(tables):
        out += table(i, columns)
    for i in range(views):
        source = f"s.v{i - 1}" if i % 6 else f"s.t{i % tables}"
        out.append(f"CREATE VIEW s.v{i} AS SELECT id, c0, status FROM {source} WHERE status <> 'closed';")
    for i in range(functions):
        out.append(f"CREATE FUNCTION s.f{i}(x bigint) RETURNS bigint LANGUAGE plpgsql STABLE AS $$\nBEGIN\n"
                   f"  RETURN (SELECT count(*) FROM s.t{i % tables} WHERE id > x);\nEND\n$$;")
    for i in range(triggers):
        out.append(f"CREATE TRIGGER touch BEFORE UPDATE ON s.t{i % tables} FOR EACH ROW EXECUTE FUNCTION s.touch();")
    print("\n".join(out))


main(*map(int, sys.argv[1:6]))
