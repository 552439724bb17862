DROP PROCEDURE shop.clear(bigint);
CREATE PROCEDURE shop.clear()
  LANGUAGE sql
AS $$DELETE FROM shop.cart$$;
COMMENT ON PROCEDURE shop.clear() IS 'Run by hand';
CREATE OR REPLACE PROCEDURE shop.prune()
  LANGUAGE sql
AS $$DELETE FROM shop.cart WHERE id < 0$$;
