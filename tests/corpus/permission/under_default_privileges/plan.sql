CREATE TABLE shop.shelf (
  id bigint NOT NULL
);
DROP VIEW shop.cost;
ALTER TABLE shop.product ALTER COLUMN cost TYPE bigint;
CREATE VIEW shop.cost AS
SELECT product.id,
    product.cost
   FROM product;
REVOKE ALL ON TABLE shop.shelf FROM PUBLIC;
GRANT select ON TABLE shop.shelf TO PUBLIC;
REVOKE ALL ON TABLE shop.cost FROM PUBLIC;
