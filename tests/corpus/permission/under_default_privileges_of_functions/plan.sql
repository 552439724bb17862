CREATE FUNCTION shop.light(c color)
  RETURNS text
  LANGUAGE sql
AS $$SELECT 'of ' || c$$;
REVOKE ALL ON FUNCTION shop.light(color) FROM PUBLIC;
GRANT execute ON FUNCTION shop.light(color) TO PUBLIC;
