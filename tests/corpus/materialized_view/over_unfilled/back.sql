DROP MATERIALIZED VIEW shop.double_total;
DROP MATERIALIZED VIEW shop.total;
DROP VIEW shop.large_sales;
