ALTER TYPE lib.entry RENAME TO entry__old;
ALTER DOMAIN lib.code RENAME TO code__old;
CREATE DOMAIN lib.code AS integer;
CREATE TYPE lib.entry AS (
  name text,
  code code
);
ALTER TABLE app.log ALTER COLUMN last TYPE lib.entry USING CASE WHEN last IS DISTINCT FROM NULL THEN ROW((last).name::text::text, (last).code::text::lib.code)::lib.entry END;
CREATE FUNCTION pg_temp."convert 0"(old anyarray, shape lib.entry[]) RETURNS lib.entry[] LANGUAGE plpgsql AS $convert$
BEGIN
  IF array_ndims(old) > 1 THEN RAISE EXCEPTION 'an array of more than one dimension cannot be converted'; END IF;
  RETURN CASE WHEN old IS NULL THEN NULL ELSE ARRAY(SELECT CASE WHEN v IS DISTINCT FROM NULL THEN ROW((v).name::text::text, (v).code::text::lib.code)::lib.entry END FROM (SELECT old[i] AS v, i FROM generate_subscripts(old, 1) AS i) AS u ORDER BY i) END;
END $convert$;
ALTER TABLE app.log ALTER COLUMN "all" TYPE lib.entry[] USING pg_temp."convert 0"("all", NULL::lib.entry[]);
DROP FUNCTION pg_temp."convert 0"(anyarray, lib.entry[]);
DROP TYPE lib.entry__old;
DROP DOMAIN lib.code__old;
