ALTER TABLE geo.height ALTER COLUMN amount DROP DEFAULT;
DROP VIEW geo.heights;
ALTER TABLE geo.height NOT OF;
ALTER TABLE geo.height ALTER COLUMN amount TYPE text;
ALTER TABLE geo.height DROP COLUMN taken;
ALTER TABLE geo.height ALTER COLUMN amount SET DEFAULT '1'::text;
ALTER TABLE geo.loose NOT OF;
ALTER TYPE geo.measure RENAME TO measure__old;
ALTER TABLE geo.loose ALTER COLUMN amount TYPE text;
ALTER TABLE geo.loose DROP COLUMN unit;
ALTER TYPE geo.unit RENAME TO unit__old;
CREATE TYPE geo.unit AS ENUM ('mile', 'meter');
CREATE TYPE geo.measure AS (
  amount text,
  unit unit,
  note text
);
ALTER TABLE geo.bound ADD COLUMN unit unit;
ALTER TABLE geo.bound ADD COLUMN note text;
ALTER TABLE geo.height ALTER COLUMN unit TYPE unit USING unit::text::unit;
ALTER TABLE geo.height ADD COLUMN note text;
ALTER TABLE geo.loose DROP COLUMN taken;
ALTER TABLE geo.peak ALTER COLUMN height TYPE measure USING CASE WHEN height IS DISTINCT FROM NULL THEN ROW((height).amount::text::text, (height).unit::text::geo.unit, NULL)::measure END;
DROP TYPE geo.measure__old;
DROP TYPE geo.unit__old;
CREATE VIEW geo.heights AS
SELECT height.amount,
    height.note
   FROM height;
ALTER TABLE geo.bound OF geo.measure;
ALTER TABLE geo.height OF geo.measure;
