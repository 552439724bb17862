DROP FUNCTION app.copy(unit);
ALTER TABLE app.shift ALTER COLUMN unit DROP DEFAULT;
DROP VIEW app.nobody;
ALTER TABLE app.unit ALTER COLUMN crew TYPE bigint;
CREATE FUNCTION app.copy(u unit)
  RETURNS unit
  LANGUAGE sql
RETURN u;
ALTER TABLE app.shift ALTER COLUMN unit SET DEFAULT (NULL::unit)::text;
CREATE VIEW app.nobody AS
SELECT NULL::unit AS unit;
