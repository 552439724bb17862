DROP VIEW shop.v2;
DROP VIEW shop.v1;
CREATE VIEW shop.v1 AS
SELECT product.id,
    product.title
   FROM product;
COMMENT ON VIEW shop.v1 IS 'first';
CREATE VIEW shop.v2 AS
SELECT v1.id,
    v1.title
   FROM v1;
COMMENT ON VIEW shop.v2 IS 'second';
