DROP FOREIGN TABLE shop.sales_old;
DROP TABLE shop.sales;
ALTER TABLE shop.orders DROP COLUMN text;
ALTER TABLE shop.orders ALTER COLUMN id DROP DEFAULT;
ALTER TABLE shop.orders DROP CONSTRAINT positive;
DROP VIEW shop.v;
ALTER FOREIGN TABLE shop.orders OPTIONS (SET table_name 'x');
COMMENT ON FOREIGN TABLE shop.orders IS NULL;
ALTER TABLE shop.orders ALTER COLUMN id TYPE bigint;
ALTER FOREIGN TABLE shop.orders ALTER COLUMN id OPTIONS (DROP column_name);
CREATE VIEW shop.v AS
SELECT orders.id
   FROM orders;
