CREATE FUNCTION shop.gross(net numeric, rate numeric DEFAULT 0.19)
  RETURNS numeric
  LANGUAGE sql
  immutable
  STRICT
  PARALLEL safe
AS $$SELECT net * (1 + rate)$$;
COMMENT ON FUNCTION shop.gross(numeric, numeric) IS 'net plus tax';
CREATE FUNCTION shop.split_name(full_name text)
  RETURNS TABLE(given text, family text)
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO 'shop'
AS $$
BEGIN
  RETURN QUERY SELECT split_part(full_name, ' ', 1), split_part(full_name, ' ', 2);
END
$$;
