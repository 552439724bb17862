ALTER TABLE shop.product ADD COLUMN zone integer;
ALTER TABLE shop.product ADD COLUMN area integer;
DROP VIEW shop.titles;
ALTER TABLE shop.product ALTER COLUMN title TYPE character varying(40);
CREATE VIEW shop.titles AS
SELECT product.title
   FROM product;
