CREATE DOMAIN shop.amount AS integer DEFAULT 3;
ALTER DOMAIN shop.kept_item RENAME TO kept_item__old;
ALTER TABLE shop.item DROP CONSTRAINT item_pkey;
ALTER TABLE shop.item RENAME TO item__old;
CREATE TABLE shop.item (
  id bigint NOT NULL,
  note character varying(20) NOT NULL,
  amount amount,
  number integer GENERATED ALWAYS AS IDENTITY,
  twice bigint GENERATED ALWAYS AS (id * 2) STORED,
  CONSTRAINT item_pkey PRIMARY KEY (id)
);
CREATE DOMAIN shop.kept_item AS item;
CREATE FUNCTION pg_temp."convert 0"(old anyarray, shape item[]) RETURNS item[] LANGUAGE plpgsql AS $convert$
BEGIN
  IF array_ndims(old) > 1 THEN RAISE EXCEPTION 'an array of more than one dimension cannot be converted'; END IF;
  RETURN CASE WHEN old IS NULL THEN NULL ELSE ARRAY(SELECT CASE WHEN v IS DISTINCT FROM NULL THEN ROW((v).id::text::bigint, (v).note::text::character varying(20), NULL, NULL, NULL)::item END FROM (SELECT old[i] AS v, i FROM generate_subscripts(old, 1) AS i) AS u ORDER BY i) END;
END $convert$;
ALTER TABLE shop.log ALTER COLUMN "all" TYPE item[] USING pg_temp."convert 0"("all", NULL::item[]);
DROP FUNCTION pg_temp."convert 0"(anyarray, item[]);
ALTER TABLE shop.log ALTER COLUMN kept TYPE kept_item USING CASE WHEN kept IS DISTINCT FROM NULL THEN ROW((kept).id::text::bigint, (kept).note::text::character varying(20), NULL, NULL, NULL)::kept_item END;
DROP DOMAIN shop.kept_item__old;
DROP VIEW shop.logged;
ALTER TABLE shop.log ALTER COLUMN before TYPE item USING CASE WHEN before IS DISTINCT FROM NULL THEN ROW((before).id::text::bigint, (before).note::text::character varying(20), NULL, NULL, NULL)::item END;
INSERT INTO shop.item (id, note) OVERRIDING SYSTEM VALUE SELECT id, note FROM shop.item__old;
DROP TABLE shop.item__old;
CREATE VIEW shop.logged AS
SELECT (log.before).id AS id
   FROM log;
