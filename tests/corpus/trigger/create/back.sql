DROP VIEW shop.priced;
DROP TRIGGER audit ON shop.product;
DROP TRIGGER touch ON shop.product;
DROP FUNCTION shop.touch();
