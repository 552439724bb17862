ALTER TABLE shop.log SET UNLOGGED;
ALTER TABLE shop.log SET (fillfactor='60', autovacuum_enabled='false', toast.autovacuum_enabled='false');
COMMENT ON TABLE shop.log IS NULL;
ALTER TABLE shop.log ALTER COLUMN line SET STORAGE external;
ALTER TABLE shop.log ALTER COLUMN line SET COMPRESSION pglz;
ALTER TABLE shop.log ALTER COLUMN line SET STATISTICS 500;
