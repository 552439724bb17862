DROP PROCEDURE shop.clear();
CREATE PROCEDURE shop.clear(lowest bigint)
  LANGUAGE sql
AS $$DELETE FROM shop.cart WHERE id >= lowest$$;
COMMENT ON PROCEDURE shop.clear(bigint) IS 'Run by hand';
CREATE OR REPLACE PROCEDURE shop.prune()
  LANGUAGE sql
  SECURITY DEFINER
AS $$DELETE FROM shop.cart WHERE id <= 0$$;
