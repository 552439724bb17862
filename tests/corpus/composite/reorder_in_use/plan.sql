DROP FUNCTION shop.width(span);
ALTER TYPE shop.span RENAME TO span__old;
CREATE TYPE shop.span AS (
  high integer,
  low integer
);
COMMENT ON TYPE shop.span IS 'from and to';
CREATE FUNCTION shop.width(s span)
  RETURNS integer
  LANGUAGE sql
  immutable
AS $$SELECT s.high - s.low$$;
ALTER TABLE shop.shelf ALTER COLUMN places TYPE span USING CASE WHEN places IS DISTINCT FROM NULL THEN ROW((places).high::text::integer, (places).low::text::integer)::span END;
DROP TYPE shop.span__old;
