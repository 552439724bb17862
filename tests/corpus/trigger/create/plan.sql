CREATE FUNCTION shop.touch()
  RETURNS trigger
  LANGUAGE plpgsql
AS $$
BEGIN
  NEW.changed := now();
  RETURN NEW;
END
$$;
CREATE VIEW shop.priced AS
SELECT id, price FROM product;
CREATE TRIGGER audit
  AFTER UPDATE ON shop.product
  REFERENCING OLD TABLE AS before NEW TABLE AS after
  FOR EACH STATEMENT
  EXECUTE FUNCTION shop.touch('product', 'it''s');
ALTER TABLE shop.product ENABLE ALWAYS TRIGGER audit;
CREATE TRIGGER touch
  BEFORE INSERT OR UPDATE OF price ON shop.product
  FOR EACH ROW
  WHEN (NEW.price > 0)
  EXECUTE FUNCTION shop.touch();
COMMENT ON TRIGGER touch ON shop.product IS 'keeps changed up to date';
CREATE TRIGGER write
  INSTEAD OF INSERT ON shop.priced
  FOR EACH ROW
  EXECUTE FUNCTION shop.touch();
