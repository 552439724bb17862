COMMENT ON SCHEMA shop IS 'of paint';
ALTER TYPE shop.paint RENAME TO paint__old;
CREATE TYPE shop.paint AS (
  color text,
  amount integer
);
CREATE FUNCTION pg_temp."convert 0"(old anyarray, shape paint[]) RETURNS paint[] LANGUAGE plpgsql AS $convert$
BEGIN
  IF array_ndims(old) > 1 THEN RAISE EXCEPTION 'an array of more than one dimension cannot be converted'; END IF;
  RETURN CASE WHEN old IS NULL THEN NULL ELSE ARRAY(SELECT CASE WHEN v IS DISTINCT FROM NULL THEN ROW((v).color::text::text, (v).amount::text::integer)::paint END FROM (SELECT old[i] AS v, i FROM generate_subscripts(old, 1) AS i) AS u ORDER BY i) END;
END $convert$;
ALTER TABLE shop.wall ALTER COLUMN layers TYPE paint[] USING pg_temp."convert 0"(layers, NULL::paint[]);
DROP FUNCTION pg_temp."convert 0"(anyarray, paint[]);
DROP TYPE shop.paint__old;
DROP TYPE shop.color;
