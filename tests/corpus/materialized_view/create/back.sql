DROP MATERIALIZED VIEW shop.maker_count;
