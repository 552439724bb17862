DROP FUNCTION geo.or_nowhere(place);
DROP FUNCTION geo.x_of(place);
ALTER TABLE geo.note ALTER COLUMN words DROP DEFAULT;
ALTER TABLE geo.note DROP CONSTRAINT somewhere;
DROP VIEW geo.nowhere;
DROP VIEW geo.others;
DROP INDEX geo.from_there;
DROP POLICY here ON geo.note;
ALTER TYPE geo.place ALTER ATTRIBUTE x TYPE bigint;
CREATE FUNCTION geo.or_nowhere(p place DEFAULT NULL::place)
  RETURNS text
  LANGUAGE sql
AS $$SELECT geo.shown(p)$$;
CREATE FUNCTION geo.x_of(p place)
  RETURNS bigint
  LANGUAGE sql
RETURN (p).x;
ALTER TABLE geo.note ALTER COLUMN words SET DEFAULT shown(ROW((1)::bigint, 2)::place);
ALTER TABLE geo.note ADD CONSTRAINT somewhere CHECK (words <> shown(ROW((0)::bigint, 0)::place));
CREATE VIEW geo.nowhere AS
SELECT NULL::spot[] AS spots;
COMMENT ON VIEW geo.nowhere IS 'No place at all.';
CREATE VIEW geo.others AS
SELECT note.words,
    shown(NULL::place) AS shown
   FROM note;
CREATE INDEX from_there ON geo.note USING btree (words) WHERE (words > shown(ROW((5)::bigint, 5)::place));
CREATE POLICY here ON geo.note USING (words < shown(ROW((9)::bigint, 9)::place));
