DROP TABLE shop.customer;
DROP DOMAIN shop.email;
DROP DOMAIN shop.quantity;
