ALTER TABLE app.bill DROP COLUMN amounts;
DROP DOMAIN app.amount;
DROP FUNCTION app.size(numeric);
CREATE FUNCTION app.size(n integer)
  RETURNS numeric
  LANGUAGE sql
  immutable
AS $$SELECT n$$;
CREATE DOMAIN app.amount AS integer
  CONSTRAINT "some" CHECK (size(VALUE) > (0)::numeric);
