CREATE TABLE shop.book (
  net integer NOT NULL,
  gross integer
) INHERITS (shop.product);
