CREATE OR REPLACE VIEW shop.open AS
SELECT orders.id
   FROM orders
  WHERE (orders.id > 0);
CREATE OR REPLACE RULE logged AS ON INSERT TO shop.orders
  WHERE (new.id > 0)
  DO ALSO (INSERT INTO log (id)
  VALUES (new.id);
 INSERT INTO log (id)  SELECT (orders.id + 1)
           FROM orders);
ALTER TABLE shop.orders DISABLE RULE logged;
COMMENT ON RULE logged ON shop.orders IS NULL;
DROP RULE quiet ON shop.orders;
CREATE OR REPLACE RULE write AS ON INSERT TO shop.open
  DO INSTEAD (INSERT INTO orders (id)
  VALUES (new.id)
  RETURNING orders.id);
