DROP VIEW shop.described;
DROP FUNCTION shop.describe(text);
CREATE FUNCTION shop.describe(text, integer DEFAULT 1)
  RETURNS text
  LANGUAGE sql
AS $$SELECT repeat($1, $2)$$;
CREATE VIEW shop.described AS
SELECT describe('x'::text) AS text;
