DROP COLLATION shop.plain;
