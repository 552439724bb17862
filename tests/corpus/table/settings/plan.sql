ALTER TABLE shop.log SET UNLOGGED;
ALTER TABLE shop.log SET (autovacuum_enabled='false', fillfactor='60', toast.autovacuum_enabled='false');
COMMENT ON TABLE shop.log IS NULL;
ALTER TABLE shop.log ALTER COLUMN line SET STORAGE external;
ALTER TABLE shop.log ALTER COLUMN line SET COMPRESSION pglz;
ALTER TABLE shop.log ALTER COLUMN line SET STATISTICS 500;
