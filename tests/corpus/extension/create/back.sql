DROP TABLE shop.customer;
DROP EXTENSION citext;
