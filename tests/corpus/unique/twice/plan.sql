CREATE TABLE shop.product (
  id bigint NOT NULL,
  name text NOT NULL,
  CONSTRAINT first UNIQUE (id) INCLUDE (name)
);
ALTER TABLE shop.product ADD CONSTRAINT second UNIQUE (id) INCLUDE (name);
