ALTER TABLE shop.product DROP COLUMN zone;
ALTER TABLE shop.product DROP COLUMN area;
DROP VIEW shop.titles;
ALTER TABLE shop.product ALTER COLUMN title TYPE character varying(20);
CREATE VIEW shop.titles AS
SELECT product.title
   FROM product;
