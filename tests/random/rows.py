"""A few rows that all worlds of a walk take: whatever leads from one to the other must keep them."""

TABLES = """
  SELECT c.oid, c.oid::regclass::text AS name FROM pg_class c
  WHERE relkind IN ('r', 'p') AND NOT relispartition AND relnamespace::regnamespace::text ~ '^(app|lib)_'"""

# Twice, for the sake of foreign keys. What may be NULL is NULL, so that most rows fit both into the old and the new types.
FILL = f"""
  CREATE TEMP TABLE took (line text);
  DO $$
  DECLARE t record; names text; vals text;
  BEGIN
    FOR t IN SELECT * FROM ({TABLES}) AS t, generate_series(3, 4) AS id WHERE %s ORDER BY id, oid LOOP
      SELECT string_agg(quote_ident(attname), ', '),
             string_agg(CASE attname WHEN 'id' THEN t.id::text WHEN 'day' THEN '''2024-05-05''' WHEN 'kind' THEN '''a'''
                                     ELSE CASE WHEN attnotnull THEN 'DEFAULT' ELSE 'NULL' END END, ', ')
        INTO names, vals FROM pg_attribute WHERE attrelid = t.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = '';
      BEGIN
        EXECUTE format('INSERT INTO %%s (%%s) OVERRIDING SYSTEM VALUE VALUES (%%s)', t.name, names, vals);
        SET CONSTRAINTS ALL IMMEDIATE;
        INSERT INTO took VALUES (t.name || ' ' || t.id);
      EXCEPTION WHEN OTHERS THEN NULL;
      END;
    END LOOP;
  END $$"""
TOOK = "SELECT line FROM took"
COUNT = """
  SELECT name || ' ' || (xpath('/row/n/text()', query_to_xml('SELECT count(*) AS n FROM ' || name, false, true, '')))[1]
  FROM unnest(%s) AS name ORDER BY name"""


def filled(batch, name, only):
    """The rows, as their tables and ids, that the database has taken; `only` these are tried, if given."""
    condition = "true" if only is None else f"name || ' ' || id = ANY ({array(only)})"
    return batch.psql(name, "-c", FILL % condition, "-c", TOOK).split("\n")


def counted(batch, name, tables):
    return batch.psql(name, "-c", COUNT % array(tables)).split("\n")


def array(names):
    return "ARRAY[" + ", ".join(f"'{name}'" for name in names if name) + "]::text[]"
