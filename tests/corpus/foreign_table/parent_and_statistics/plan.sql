ALTER TABLE shop.recent RENAME TO recent__old;
ALTER TABLE shop.orders ADD COLUMN city text NOT NULL;
CREATE TABLE shop.recent (
  id bigint NOT NULL
) INHERITS (shop.orders);
INSERT INTO shop.recent (id) OVERRIDING SYSTEM VALUE SELECT id FROM shop.recent__old;
DROP TABLE shop.recent__old;
CREATE FOREIGN TABLE shop.old () INHERITS (shop.orders)
SERVER archive;
CREATE STATISTICS shop.orders_stat ON city, id FROM shop.orders;
