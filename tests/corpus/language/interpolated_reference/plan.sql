CREATE SCHEMA api;
CREATE FUNCTION shop.clean(t text)
  RETURNS text
  LANGUAGE sql
  immutable
AS $$SELECT btrim(t)$$;
CREATE VIEW api.product AS
SELECT p.id AS nr, shop.clean(p.maker) AS maker
FROM shop.product p;
