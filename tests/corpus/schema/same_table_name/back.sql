DROP VIEW archive.all_orders;
DROP TABLE archive.orders;
