DROP TABLE shop.shelf;
DROP VIEW shop.cost;
ALTER TABLE shop.product ALTER COLUMN cost TYPE integer;
CREATE VIEW shop.cost AS
SELECT product.id,
    product.cost
   FROM product;
REVOKE ALL ON TABLE shop.cost FROM PUBLIC;
