DROP TRIGGER check_sum ON shop.product;
CREATE OR REPLACE FUNCTION shop.touch()
  RETURNS trigger
  LANGUAGE plpgsql
AS $$BEGIN RETURN NEW; END$$;
CREATE CONSTRAINT TRIGGER check_sum
  AFTER INSERT ON shop.product
  DEFERRABLE initially deferred
  FOR EACH ROW
  EXECUTE FUNCTION shop.touch();
CREATE OR REPLACE TRIGGER touch
  BEFORE INSERT ON shop.product
  FOR EACH ROW
  EXECUTE FUNCTION shop.touch();
