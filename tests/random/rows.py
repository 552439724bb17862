"""A few rows that all worlds of a walk take: whatever leads from one to the other must keep them."""

TABLES = """
  SELECT c.oid, c.oid::regclass::text AS name FROM pg_class c
  WHERE relkind IN ('r', 'p') AND NOT relispartition AND relnamespace::regnamespace::text ~ '^(app|lib)_'"""

# Twice, for the sake of foreign keys. What may be NULL is NULL, so that most rows fit both into the old and the new types.
# A partition that goes takes its rows along, so a row has to be in the same one in all worlds.
FILL = f"""
  CREATE TEMP TABLE took (line text);
  DO $$
  DECLARE t record; names text; vals text; place text; line text;
  BEGIN
    FOR t IN SELECT * FROM ({TABLES}) AS t, generate_series(3, 4) AS id ORDER BY id, oid LOOP
      SELECT string_agg(quote_ident(attname), ', '),
             string_agg(CASE attname WHEN 'id' THEN t.id::text WHEN 'day' THEN '''2024-05-05''' WHEN 'kind' THEN '''a'''
                                     ELSE CASE WHEN attnotnull THEN 'DEFAULT' ELSE 'NULL' END END, ', ')
        INTO names, vals FROM pg_attribute WHERE attrelid = t.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = '';
      BEGIN
        EXECUTE format('INSERT INTO %%s (%%s) OVERRIDING SYSTEM VALUE VALUES (%%s) RETURNING tableoid::regclass', t.name, names, vals) INTO place;
        SET CONSTRAINTS ALL IMMEDIATE;
        line := concat_ws(' ', t.name, t.id, place);
        IF line <> ALL (%s) THEN RAISE EXCEPTION 'another world does not take it'; END IF;
        INSERT INTO took VALUES (line);
      EXCEPTION WHEN OTHERS THEN NULL;
      END;
    END LOOP;
  END $$"""
TOOK = "SELECT line FROM took"
COUNT = """
  SELECT name || ' ' || (xpath('/row/n/text()', query_to_xml('SELECT count(*) AS n FROM ' || name, false, true, '')))[1]
  FROM unnest(%s) AS name ORDER BY name"""


def filled(batch, name, only):
    """The rows, as their tables, ids and partitions, that the database has taken; `only` of these, if given."""
    return batch.psql(name, "-c", FILL % ("NULL::text[]" if only is None else array(only)), "-c", TOOK).split("\n")


def counted(batch, name, tables):
    return batch.psql(name, "-c", COUNT % array(tables)).split("\n")


def array(names):
    return "ARRAY[" + ", ".join(f"'{name}'" for name in names if name) + "]::text[]"
