ALTER TYPE shop.box RENAME TO box__old;
ALTER TYPE shop.size RENAME TO size__old;
CREATE TYPE shop.size AS (
  height bigint,
  width bigint
);
CREATE TYPE shop.box AS (
  "outer" size,
  parts size[]
);
CREATE FUNCTION pg_temp."convert 0"(old anyarray, shape size[]) RETURNS size[] LANGUAGE plpgsql AS $convert$
BEGIN
  IF array_ndims(old) > 1 THEN RAISE EXCEPTION 'an array of more than one dimension cannot be converted'; END IF;
  RETURN CASE WHEN old IS NULL THEN NULL ELSE ARRAY(SELECT CASE WHEN v IS DISTINCT FROM NULL THEN ROW((v).height::text::bigint, (v).width::text::bigint)::size END FROM (SELECT old[i] AS v, i FROM generate_subscripts(old, 1) AS i) AS u ORDER BY i) END;
END $convert$;
ALTER TABLE shop.product ALTER COLUMN sizes TYPE size[] USING pg_temp."convert 0"(sizes, NULL::size[]);
DROP FUNCTION pg_temp."convert 0"(anyarray, size[]);
CREATE FUNCTION pg_temp."convert 0"(old anyarray, shape shop.size[]) RETURNS shop.size[] LANGUAGE plpgsql AS $convert$
BEGIN
  IF array_ndims(old) > 1 THEN RAISE EXCEPTION 'an array of more than one dimension cannot be converted'; END IF;
  RETURN CASE WHEN old IS NULL THEN NULL ELSE ARRAY(SELECT CASE WHEN v IS DISTINCT FROM NULL THEN ROW((v).height::text::bigint, (v).width::text::bigint)::shop.size END FROM (SELECT old[i] AS v, i FROM generate_subscripts(old, 1) AS i) AS u ORDER BY i) END;
END $convert$;
ALTER TABLE shop.product ALTER COLUMN box TYPE shop.box USING CASE WHEN box IS DISTINCT FROM NULL THEN ROW(CASE WHEN (box)."outer" IS DISTINCT FROM NULL THEN ROW(((box)."outer").height::text::bigint, ((box)."outer").width::text::bigint)::shop.size END, pg_temp."convert 0"((box).parts, NULL::shop.size[]))::shop.box END;
DROP FUNCTION pg_temp."convert 0"(anyarray, shop.size[]);
DROP TYPE shop.box__old;
DROP TYPE shop.size__old;
