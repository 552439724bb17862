ALTER TABLE shop.product ADD COLUMN weight integer;
DROP VIEW shop.product_list;
ALTER TABLE shop.product DROP COLUMN title;
CREATE VIEW shop.product_list AS
SELECT product.id,
    product.weight
   FROM product;
DROP INDEX shop.by_mass;
ALTER TABLE shop.product DROP COLUMN mass;
CREATE INDEX by_weight ON shop.product USING btree (weight);
