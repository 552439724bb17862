CREATE TABLE shop.sales (
  id integer NOT NULL,
  at date NOT NULL
) PARTITION BY RANGE (at);
CREATE FOREIGN TABLE shop.sales_old (
  id integer NOT NULL,
  at date NOT NULL
)
SERVER archive;
DROP VIEW shop.v;
ALTER FOREIGN TABLE shop.orders OPTIONS (SET table_name 'y');
COMMENT ON FOREIGN TABLE shop.orders IS 'of the old system';
ALTER TABLE shop.orders ALTER COLUMN id TYPE integer;
ALTER FOREIGN TABLE shop.orders ALTER COLUMN id OPTIONS (ADD column_name 'no');
ALTER TABLE shop.orders ADD COLUMN text text;
ALTER TABLE shop.orders ALTER COLUMN id SET DEFAULT 1;
ALTER TABLE shop.orders ADD CONSTRAINT positive CHECK (id > 0);
CREATE VIEW shop.v AS
SELECT orders.id
   FROM orders;
ALTER TABLE shop.sales ATTACH PARTITION shop.sales_old FOR VALUES FROM ('2000-01-01') TO ('2020-01-01');
