DROP FUNCTION shop.describe(character varying);
