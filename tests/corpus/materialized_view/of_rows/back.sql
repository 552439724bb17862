ALTER TABLE shop.note DROP COLUMN text;
ALTER TABLE shop.sale DROP COLUMN at;
DROP MATERIALIZED VIEW shop.products;
ALTER TABLE shop.product ALTER COLUMN id TYPE integer;
CREATE MATERIALIZED VIEW shop.products AS
SELECT p.*::product AS product
   FROM product p;
CREATE INDEX by_product ON shop.products USING btree (product);
