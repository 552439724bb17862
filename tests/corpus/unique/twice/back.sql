DROP TABLE shop.product;
