DROP TABLE shop.cart;
DROP TABLE shop.customer;
