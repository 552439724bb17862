DROP VIEW shop.two;
DROP VIEW shop.one;
CREATE VIEW shop.one AS
SELECT product.id,
    product.name
   FROM product;
CREATE VIEW shop.two AS
SELECT one.id,
    one.name
   FROM one
  WHERE (one.id > 1);
COMMENT ON COLUMN shop.one.name IS 'of the product';
