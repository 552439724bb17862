DROP PROCEDURE shop.expire_carts(interval);
DROP TABLE shop.cart;
