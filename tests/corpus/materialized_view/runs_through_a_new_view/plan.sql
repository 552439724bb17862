CREATE VIEW shop.counted AS
SELECT count_of() AS n;
DROP VIEW shop.items;
CREATE VIEW shop.items AS
SELECT item.id
   FROM item;
CREATE MATERIALIZED VIEW shop.a_count AS
SELECT n FROM counted;
