ALTER TABLE shop.recent NO INHERIT shop.orders;
ALTER TABLE shop.recent DROP COLUMN city;
DROP STATISTICS shop.orders_stat;
ALTER TABLE shop.orders DROP COLUMN city;
DROP FOREIGN TABLE shop.old;
