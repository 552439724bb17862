DROP VIEW api.product;
DROP SCHEMA api;
DROP FUNCTION shop.clean(text);
