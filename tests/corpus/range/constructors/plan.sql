DROP FUNCTION shop.first();
ALTER TABLE shop.shift ALTER COLUMN open DROP DEFAULT;
ALTER TABLE shop.shift ALTER COLUMN start DROP DEFAULT;
ALTER TABLE shop.shift DROP CONSTRAINT soon;
DROP VIEW shop.early;
DROP INDEX shop.by_hours;
ALTER FUNCTION shop.hours(double precision, double precision) RENAME TO hours__old;
ALTER FUNCTION shop.hours(double precision, double precision, text) RENAME TO hours__old;
ALTER FUNCTION shop.hours_multirange() RENAME TO hours__old_multirange;
ALTER FUNCTION shop.hours_multirange(shop.hours) RENAME TO hours__old_multirange;
ALTER FUNCTION shop.hours_multirange(shop.hours[]) RENAME TO hours__old_multirange;
ALTER TYPE shop.hours RENAME TO hours__old;
ALTER TYPE shop.hours_multirange RENAME TO hours__old_multirange;
CREATE TYPE shop.hours AS RANGE (
  SUBTYPE = double precision,
  SUBTYPE_DIFF = float8mi
);
CREATE FUNCTION shop.first()
  RETURNS double precision
  LANGUAGE sql
RETURN lower(hours((1)::double precision, (2)::double precision));
ALTER TABLE shop.shift ALTER COLUMN open TYPE hours USING open::text::hours;
DROP TYPE shop.hours__old;
ALTER TABLE shop.shift ALTER COLUMN open SET DEFAULT hours((1)::double precision, (2)::double precision);
ALTER TABLE shop.shift ALTER COLUMN start SET DEFAULT lower(hours((1)::double precision, (2)::double precision));
ALTER TABLE shop.shift ADD CONSTRAINT soon CHECK (hours(start, start, '[]'::text) <@ hours((0)::double precision, (9)::double precision));
CREATE VIEW shop.early AS
SELECT shift.start
   FROM shift
  WHERE (hours_multirange(hours((0)::double precision, (6)::double precision)) @> shift.start);
CREATE INDEX by_hours ON shop.shift USING gist ((hours(start, start, '[]'::text)));
