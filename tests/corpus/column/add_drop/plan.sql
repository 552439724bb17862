ALTER TABLE shop.product ADD COLUMN title text DEFAULT 'untitled'::text NOT NULL;
COMMENT ON COLUMN shop.product.title IS 'as shown';
ALTER TABLE shop.product ADD COLUMN mass numeric(8,3);
DROP VIEW shop.product_list;
CREATE VIEW shop.product_list AS
SELECT product.id,
    product.mass AS weight,
    product.title
   FROM product;
CREATE INDEX by_mass ON shop.product USING btree (mass);
DROP INDEX shop.by_weight;
ALTER TABLE shop.product DROP COLUMN weight;
