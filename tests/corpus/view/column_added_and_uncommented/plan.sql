COMMENT ON COLUMN shop.one.name IS NULL;
CREATE OR REPLACE VIEW shop.one AS
SELECT product.id,
    product.name,
    1 AS n
   FROM product;
CREATE OR REPLACE VIEW shop.two AS
SELECT one.id,
    one.name,
    one.n
   FROM one
  WHERE (one.id > 1);
