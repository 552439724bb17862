CREATE VIEW shop.large_sales AS
SELECT amount FROM sales WHERE amount > 100;
CREATE MATERIALIZED VIEW shop.total AS
SELECT sum(amount) AS amount FROM large_sales
WITH NO DATA;
CREATE MATERIALIZED VIEW shop.double_total AS
SELECT 2 * amount AS amount FROM total
WITH NO DATA;
