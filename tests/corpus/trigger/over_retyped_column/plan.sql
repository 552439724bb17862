DROP TRIGGER a_touch ON shop.product;
ALTER TABLE shop.product ALTER COLUMN id TYPE bigint;
CREATE TRIGGER a_touch
  BEFORE INSERT ON shop.product
  FOR EACH ROW
  WHEN ((new.id > 2))
  EXECUTE FUNCTION shop.touch();
