DROP TRIGGER check_sum ON shop.product;
CREATE OR REPLACE FUNCTION shop.touch()
  RETURNS trigger
  LANGUAGE plpgsql
AS $$BEGIN NEW.price := 1; RETURN NEW; END$$;
CREATE CONSTRAINT TRIGGER check_sum
  AFTER INSERT OR DELETE ON shop.product
  DEFERRABLE initially deferred
  FOR EACH ROW
  EXECUTE FUNCTION shop.touch();
ALTER TABLE shop.product DISABLE TRIGGER check_sum;
CREATE OR REPLACE TRIGGER touch
  BEFORE INSERT OR UPDATE ON shop.product
  FOR EACH ROW
  EXECUTE FUNCTION shop.touch();
