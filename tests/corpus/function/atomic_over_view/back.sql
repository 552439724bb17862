DROP FUNCTION shop.ids();
DROP VIEW shop.seen;
ALTER TABLE shop.product ALTER COLUMN id TYPE integer;
CREATE VIEW shop.seen AS
SELECT product.id
   FROM product;
CREATE FUNCTION shop.ids()
  RETURNS TABLE(id bigint)
  LANGUAGE sql
BEGIN ATOMIC
 SELECT (x.id)::bigint AS id
    FROM seen x;
END;
