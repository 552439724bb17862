ALTER TABLE geo.loose ALTER COLUMN amount TYPE integer USING amount::integer;
ALTER TABLE geo.height ALTER COLUMN amount DROP DEFAULT;
DROP VIEW geo.heights;
ALTER TABLE geo.bound NOT OF;
ALTER TABLE geo.bound DROP COLUMN unit;
ALTER TABLE geo.bound DROP COLUMN note;
ALTER TABLE geo.height NOT OF;
ALTER TYPE geo.measure RENAME TO measure__old;
ALTER TYPE geo.unit RENAME TO unit__old;
CREATE TYPE geo.unit AS ENUM ('meter', 'mile');
CREATE TYPE geo.measure AS (
  amount integer,
  unit unit,
  taken date
);
ALTER TABLE geo.height ALTER COLUMN amount TYPE integer USING amount::integer;
ALTER TABLE geo.height ALTER COLUMN unit TYPE unit USING unit::text::unit;
ALTER TABLE geo.height DROP COLUMN note;
ALTER TABLE geo.height ADD COLUMN taken date;
ALTER TABLE geo.loose ADD COLUMN unit unit;
ALTER TABLE geo.loose ADD COLUMN taken date;
ALTER TABLE geo.peak ALTER COLUMN height TYPE measure USING CASE WHEN height IS DISTINCT FROM NULL THEN ROW((height).amount::text::integer, (height).unit::text::geo.unit, NULL)::measure END;
DROP TYPE geo.measure__old;
DROP TYPE geo.unit__old;
ALTER TABLE geo.height ALTER COLUMN amount SET DEFAULT 1;
CREATE VIEW geo.heights AS
SELECT height.amount,
    height.taken
   FROM height;
ALTER TABLE geo.height OF geo.measure;
ALTER TABLE geo.loose OF geo.measure;
