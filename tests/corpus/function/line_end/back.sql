DROP FUNCTION shop.one();
DROP FUNCTION shop.two();
