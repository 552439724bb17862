ALTER TABLE shop.orders RENAME TO orders__old;
CREATE TABLE shop.orders (
  id integer NOT NULL,
  state character varying(10)
);
COMMENT ON TABLE shop.orders IS 'ours';
DROP VIEW shop.every;
DROP VIEW shop.pending;
INSERT INTO shop.orders (id, state)
SELECT CAST(id AS integer), state
FROM shop.orders__old;
DROP TABLE shop.orders__old;
CREATE VIEW shop.pending AS
SELECT orders.id FROM orders WHERE ((orders.state = 'open'::character varying));
CREATE VIEW shop.every AS
SELECT pending.id FROM pending;
GRANT select ON TABLE shop.orders TO PUBLIC;
