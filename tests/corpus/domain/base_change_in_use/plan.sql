DROP FUNCTION shop.product_title(sku);
ALTER TABLE shop.product ALTER COLUMN sku DROP DEFAULT;
ALTER DOMAIN shop.sku RENAME TO sku__old;
CREATE DOMAIN shop.sku AS character varying(12)
  CONSTRAINT upper CHECK ((VALUE)::text = upper((VALUE)::text));
COMMENT ON DOMAIN shop.sku IS 'Stock keeping unit';
DROP VIEW shop.catalogue;
ALTER TABLE shop.product ALTER COLUMN sku TYPE sku;
DROP DOMAIN shop.sku__old;
CREATE FUNCTION shop.product_title(s sku)
  RETURNS text
  LANGUAGE sql
  stable
AS $$SELECT title FROM shop.product WHERE sku = s$$;
ALTER TABLE shop.product ALTER COLUMN sku SET DEFAULT ('NONE'::character varying)::sku;
CREATE VIEW shop.catalogue AS
SELECT product.sku,
    product.title
   FROM product
  ORDER BY product.title;
