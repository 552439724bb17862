ALTER DOMAIN app.amount DROP CONSTRAINT "some";
DROP FUNCTION app.size(integer);
CREATE FUNCTION app.size(n numeric)
  RETURNS numeric
  LANGUAGE sql
  immutable
AS $$SELECT n$$;
ALTER DOMAIN app.amount ADD CONSTRAINT "some" CHECK (size((VALUE)::numeric) > (0)::numeric);
ALTER TABLE app.bill ADD COLUMN amounts amount[];
