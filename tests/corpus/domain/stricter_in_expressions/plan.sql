DROP FUNCTION app.highest(level[]);
DROP VIEW app.several;
ALTER DOMAIN app.level ADD CONSTRAINT not_below CHECK (VALUE >= 0);
CREATE FUNCTION app.highest(variadic of level[])
  RETURNS integer
  LANGUAGE sql
RETURN cardinality(of);
CREATE VIEW app.several AS
SELECT NULL::floor[] AS floors;
