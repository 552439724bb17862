DROP VIEW shop.offer;
DROP FUNCTION shop.cheaper(bigint);
