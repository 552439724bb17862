CREATE TABLE archive.orders (
  id bigint NOT NULL,
  total numeric(12,2) NOT NULL,
  archived_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT orders_pkey PRIMARY KEY (id)
);
ALTER TABLE archive.orders ADD CONSTRAINT live FOREIGN KEY (id) REFERENCES shop.orders (id) ON DELETE CASCADE;
CREATE VIEW archive.all_orders AS
SELECT id, total FROM orders
UNION ALL
SELECT id, total FROM shop.orders;
