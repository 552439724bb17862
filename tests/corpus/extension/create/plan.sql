CREATE EXTENSION citext SCHEMA shop;
CREATE TABLE shop.customer (
  id bigint GENERATED ALWAYS AS IDENTITY,
  email citext NOT NULL,
  CONSTRAINT customer_email UNIQUE (email)
);
