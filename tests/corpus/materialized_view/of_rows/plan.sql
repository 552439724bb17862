ALTER TABLE shop.note ADD COLUMN text text;
DROP MATERIALIZED VIEW shop.products;
ALTER TABLE shop.product ALTER COLUMN id TYPE bigint;
CREATE MATERIALIZED VIEW shop.products AS
SELECT p.*::product AS product
   FROM product p;
DROP MATERIALIZED VIEW shop.sales;
ALTER TABLE shop.sale ADD COLUMN at timestamp with time zone DEFAULT now() NOT NULL;
CREATE MATERIALIZED VIEW shop.sales AS
SELECT ARRAY[s.*] AS sales
   FROM sale s;
CREATE INDEX by_product ON shop.products USING btree (product);
