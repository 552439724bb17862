CREATE OR REPLACE VIEW shop.v1 AS
SELECT product.id,
    product.title,
    product.price
   FROM product;
