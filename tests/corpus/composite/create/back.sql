DROP TABLE shop.customer;
DROP TYPE shop.address;
DROP TYPE shop.country;
