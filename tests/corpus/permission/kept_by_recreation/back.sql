DROP VIEW shop.cost;
ALTER TABLE shop.product ALTER COLUMN cost TYPE numeric;
CREATE VIEW shop.cost AS
SELECT product.id,
    product.cost
   FROM product;
COMMENT ON VIEW shop.cost IS 'for controlling';
COMMENT ON COLUMN shop.cost.cost IS 'in euros';
GRANT select (cost) ON TABLE shop.cost TO PUBLIC;
