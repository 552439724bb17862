ALTER FUNCTION shop.hours(interval, interval) RENAME TO hours__old;
ALTER FUNCTION shop.hours(interval, interval, text) RENAME TO hours__old;
ALTER FUNCTION shop.hours_multirange() RENAME TO hours__old_multirange;
ALTER FUNCTION shop.hours_multirange(shop.hours) RENAME TO hours__old_multirange;
ALTER FUNCTION shop.hours_multirange(shop.hours[]) RENAME TO hours__old_multirange;
ALTER TYPE shop.hours RENAME TO hours__old;
ALTER TYPE shop.hours_multirange RENAME TO hours__old_multirange;
CREATE FUNCTION shop.distance(time without time zone, time without time zone)
  RETURNS double precision
  LANGUAGE sql
  immutable
AS $$SELECT extract(epoch FROM ($1 - $2))::float8$$;
CREATE TYPE shop.hours AS RANGE (
  SUBTYPE = time without time zone,
  SUBTYPE_DIFF = distance
);
ALTER TABLE shop.shift ALTER COLUMN hours TYPE hours USING hours::text::hours;
ALTER TABLE shop.shift ALTER COLUMN "all" TYPE hours[] USING "all"::text[]::hours[];
DROP TYPE shop.hours__old;
