ALTER TABLE shop.line ALTER COLUMN product TYPE bigint;
ALTER TABLE shop.product ALTER COLUMN code TYPE character varying(20);
ALTER TABLE shop.product ALTER COLUMN price DROP DEFAULT;
DROP VIEW shop.expensive;
ALTER TABLE shop.product ALTER COLUMN id TYPE bigint;
ALTER TABLE shop.product ALTER COLUMN price TYPE numeric(12,2);
ALTER TABLE shop.product ALTER COLUMN price SET DEFAULT 0;
CREATE VIEW shop.expensive AS
SELECT product.id,
    product.price
   FROM product
  WHERE (product.price > (1000)::numeric);
COMMENT ON VIEW shop.expensive IS 'What is worth a look';
COMMENT ON COLUMN shop.expensive.price IS 'in cents';
