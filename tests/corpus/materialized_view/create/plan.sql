CREATE MATERIALIZED VIEW shop.maker_count WITH (fillfactor='90') AS
SELECT maker, count(*) AS n FROM product GROUP BY maker;
COMMENT ON MATERIALIZED VIEW shop.maker_count IS 'Products of each maker';
CREATE UNIQUE INDEX maker_count_maker ON shop.maker_count USING btree (maker);
ALTER MATERIALIZED VIEW shop.maker_count ALTER COLUMN maker SET STATISTICS 300;
COMMENT ON COLUMN shop.maker_count.maker IS 'as spelled by them';
