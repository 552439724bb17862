CREATE TABLE shop.open (
  id bigint NOT NULL
);
DROP POLICY closed ON shop.orders;
ALTER TABLE shop.orders FORCE ROW LEVEL SECURITY;
CREATE POLICY closed ON shop.orders AS RESTRICTIVE USING ((id > 0) AND (EXISTS ( SELECT
   FROM open
  WHERE (open.id = orders.id)))) WITH CHECK (id > 1);
COMMENT ON POLICY closed ON shop.orders IS 'only those that are open';
ALTER POLICY own ON shop.orders TO pg_monitor, pg_read_all_stats USING (tenant = 'all'::text);
