DROP MATERIALIZED VIEW shop.sold;
ALTER DOMAIN shop.sku SET NOT NULL;
ALTER DOMAIN shop.code ADD CONSTRAINT present CHECK (VALUE IS NOT NULL);
CREATE MATERIALIZED VIEW shop.sold AS
SELECT i.code
   FROM (sale s
     LEFT JOIN item i ON ((i.id = s.item)));
