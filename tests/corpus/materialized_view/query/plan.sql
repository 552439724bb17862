DROP VIEW shop.big_maker;
DROP MATERIALIZED VIEW shop.maker_count;
CREATE MATERIALIZED VIEW shop.maker_count AS
SELECT product.maker,
    count(*) AS n
   FROM product
  WHERE (product.id > 0)
  GROUP BY product.maker;
COMMENT ON MATERIALIZED VIEW shop.maker_count IS 'Products of each maker';
CREATE VIEW shop.big_maker AS
SELECT maker_count.maker
   FROM maker_count
  WHERE (maker_count.n > 100);
CREATE UNIQUE INDEX maker_count_maker ON shop.maker_count USING btree (maker);
ALTER MATERIALIZED VIEW shop.maker_count ALTER COLUMN maker SET STATISTICS 300;
COMMENT ON COLUMN shop.maker_count.maker IS 'as spelled by them';
