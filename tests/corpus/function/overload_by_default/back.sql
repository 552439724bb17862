DROP VIEW shop.described;
DROP FUNCTION shop.describe(text, integer);
CREATE FUNCTION shop.describe(text)
  RETURNS text
  LANGUAGE sql
AS $$SELECT $1$$;
CREATE VIEW shop.described AS
SELECT describe('x'::text) AS text;
