CREATE TABLE shop.orders (
  id integer NOT NULL,
  of integer NOT NULL,
  CONSTRAINT orders_later UNIQUE (id, of) DEFERRABLE INITIALLY DEFERRED
);
ALTER TABLE shop.orders ADD CONSTRAINT orders_now UNIQUE (id, of);
ALTER TABLE shop.orders ADD CONSTRAINT orders_too UNIQUE (id, of);
