DROP INDEX shop.i;
ALTER COLLATION shop.german RENAME TO german__old;
CREATE COLLATION shop.german (PROVIDER = icu, LOCALE = 'de-u-ks-level2', DETERMINISTIC = false);
ALTER TABLE shop.t ALTER COLUMN a TYPE text COLLATE german;
DROP COLLATION shop.german__old;
CREATE INDEX i ON shop.t USING btree (a);
