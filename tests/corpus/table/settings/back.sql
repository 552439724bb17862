ALTER TABLE shop.log SET LOGGED;
ALTER TABLE shop.log RESET (fillfactor, autovacuum_enabled, toast.autovacuum_enabled);
COMMENT ON TABLE shop.log IS 'Requests';
ALTER TABLE shop.log ALTER COLUMN line SET STORAGE extended;
ALTER TABLE shop.log ALTER COLUMN line SET COMPRESSION default;
ALTER TABLE shop.log ALTER COLUMN line SET STATISTICS -1;
