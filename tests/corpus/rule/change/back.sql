CREATE OR REPLACE VIEW shop.open AS
SELECT orders.id
   FROM orders;
CREATE OR REPLACE RULE logged AS ON INSERT TO shop.orders
  DO ALSO (INSERT INTO log (id)
  VALUES (new.id));
ALTER TABLE shop.orders ENABLE RULE logged;
COMMENT ON RULE logged ON shop.orders IS 'Who did it?';
CREATE RULE quiet AS ON DELETE TO shop.orders
  WHERE (old.id > 10)
  DO INSTEAD NOTHING;
ALTER TABLE shop.orders ENABLE REPLICA RULE quiet;
CREATE OR REPLACE RULE write AS ON INSERT TO shop.open
  DO INSTEAD (INSERT INTO orders (id)
  VALUES (new.id));
