ALTER TABLE shop.orders RENAME TO orders__old;
CREATE TABLE shop.orders (
  id bigint NOT NULL,
  state character varying(10) DEFAULT 'open'::character varying,
  CONSTRAINT orders_pkey PRIMARY KEY (id)
);
COMMENT ON TABLE shop.orders IS 'ours';
COMMENT ON COLUMN shop.orders.id IS 'wider';
DROP VIEW shop.every;
DROP VIEW shop.pending;
INSERT INTO shop.orders (id, state)
SELECT CAST(id AS bigint), state
FROM shop.orders__old;
DROP TABLE shop.orders__old;
CREATE VIEW shop.pending AS
SELECT orders.id FROM orders WHERE (orders.state = 'open'::character varying);
CREATE VIEW shop.every AS
SELECT pending.id FROM pending;
GRANT select ON TABLE shop.orders TO PUBLIC;
