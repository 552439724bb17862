ALTER TABLE shop.item DROP COLUMN twice;
DROP INDEX shop.by_size;
ALTER TABLE shop.item ALTER COLUMN size TYPE bigint;
ALTER TABLE shop.item ADD COLUMN twice bigint GENERATED ALWAYS AS ((size * 2)) STORED;
CREATE INDEX by_size ON shop.item USING btree (id);
