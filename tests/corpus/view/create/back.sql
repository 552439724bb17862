DROP VIEW shop.recent;
DROP TABLE shop.product;
