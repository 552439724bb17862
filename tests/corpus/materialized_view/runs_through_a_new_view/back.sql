CREATE OR REPLACE VIEW shop.items AS
SELECT item.id,
    item.size
   FROM item;
DROP MATERIALIZED VIEW shop.a_count;
DROP VIEW shop.counted;
