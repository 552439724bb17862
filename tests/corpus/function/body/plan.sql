CREATE OR REPLACE FUNCTION shop.gross(net numeric)
  RETURNS numeric
  LANGUAGE sql
  immutable
  PARALLEL safe
AS $$SELECT net * 1.19$$;
COMMENT ON FUNCTION shop.gross(numeric) IS 'net plus tax, of 2007';
