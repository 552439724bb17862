CREATE FUNCTION shop.describe(t character varying)
  RETURNS text
  LANGUAGE sql
AS $$SELECT 'text ' || t$$;
