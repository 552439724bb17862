DROP FUNCTION shop.light(color);
