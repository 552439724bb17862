DROP POLICY "some" ON shop.orders;
ALTER TABLE shop.orders ALTER COLUMN id TYPE integer;
CREATE POLICY "some" ON shop.orders FOR UPDATE TO pg_monitor USING (id > 0) WITH CHECK (id > 1);
COMMENT ON POLICY "some" ON shop.orders IS 'Comes back whole.';
