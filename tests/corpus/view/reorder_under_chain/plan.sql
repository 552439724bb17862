DROP VIEW shop.v4;
DROP MATERIALIZED VIEW shop.m3;
DROP VIEW shop.v2;
DROP VIEW shop.v1;
CREATE VIEW shop.v1 AS
SELECT product.id,
    product.price,
    product.title
   FROM product;
COMMENT ON VIEW shop.v1 IS 'first';
CREATE VIEW shop.v2 AS
SELECT v1.id,
    v1.title
   FROM v1
  WHERE (v1.price > (1)::numeric);
COMMENT ON COLUMN shop.v1.title IS 'as printed';
GRANT select ON TABLE shop.v1 TO PUBLIC;
CREATE MATERIALIZED VIEW shop.m3 AS
SELECT v2.title,
    count(*) AS n
   FROM v2
  GROUP BY v2.title;
COMMENT ON MATERIALIZED VIEW shop.m3 IS 'counted nightly';
CREATE VIEW shop.v4 AS
SELECT max(m3.n) AS most
   FROM m3;
CREATE UNIQUE INDEX m3_title ON shop.m3 USING btree (title);
COMMENT ON INDEX shop.m3_title IS 'for refresh concurrently';
COMMENT ON COLUMN shop.v4.most IS 'the most frequent title';
GRANT select ON TABLE shop.m3 TO PUBLIC;
