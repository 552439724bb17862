DROP POLICY closed ON shop.orders;
DROP TABLE shop.open;
ALTER TABLE shop.orders NO FORCE ROW LEVEL SECURITY;
CREATE POLICY closed ON shop.orders FOR SELECT USING (id > 0);
ALTER POLICY own ON shop.orders TO PUBLIC USING (tenant = CURRENT_USER);
