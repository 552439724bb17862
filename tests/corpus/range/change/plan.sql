ALTER FUNCTION shop.hours(time without time zone, time without time zone) RENAME TO hours__old;
ALTER FUNCTION shop.hours(time without time zone, time without time zone, text) RENAME TO hours__old;
ALTER FUNCTION shop.hours_multirange() RENAME TO hours__old_multirange;
ALTER FUNCTION shop.hours_multirange(shop.hours) RENAME TO hours__old_multirange;
ALTER FUNCTION shop.hours_multirange(shop.hours[]) RENAME TO hours__old_multirange;
ALTER TYPE shop.hours RENAME TO hours__old;
ALTER TYPE shop.hours_multirange RENAME TO hours__old_multirange;
CREATE TYPE shop.hours AS RANGE (
  SUBTYPE = interval
);
COMMENT ON TYPE shop.hours IS 'when they work';
ALTER TABLE shop.shift ALTER COLUMN hours TYPE hours USING hours::text::hours;
ALTER TABLE shop.shift ALTER COLUMN "all" TYPE hours[] USING "all"::text[]::hours[];
DROP TYPE shop.hours__old;
DROP FUNCTION shop.distance(time without time zone, time without time zone);
