ALTER TABLE shop.line ALTER COLUMN product TYPE integer;
ALTER TABLE shop.product ALTER COLUMN code TYPE character varying(10);
ALTER TABLE shop.product ALTER COLUMN price DROP DEFAULT;
ALTER TABLE shop.product DROP CONSTRAINT free_or_more;
DROP VIEW shop.expensive;
ALTER TABLE shop.product ALTER COLUMN id TYPE integer;
DROP INDEX shop.by_price;
ALTER TABLE shop.product ALTER COLUMN price TYPE integer;
ALTER TABLE shop.product ALTER COLUMN price SET DEFAULT 0;
ALTER TABLE shop.product ADD CONSTRAINT free_or_more CHECK (price >= 0);
CREATE VIEW shop.expensive AS
SELECT product.id,
    product.price
   FROM product
  WHERE (product.price > 1000);
COMMENT ON VIEW shop.expensive IS 'What is worth a look';
CREATE INDEX by_price ON shop.product USING btree (price) WHERE (price > 100);
COMMENT ON INDEX shop.by_price IS 'expensive ones';
COMMENT ON COLUMN shop.expensive.price IS 'in cents';
