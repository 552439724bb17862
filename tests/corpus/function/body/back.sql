CREATE OR REPLACE FUNCTION shop.gross(net numeric)
  RETURNS numeric
  LANGUAGE sql
  immutable
AS $$SELECT net * 1.16$$;
COMMENT ON FUNCTION shop.gross(numeric) IS 'net plus tax';
