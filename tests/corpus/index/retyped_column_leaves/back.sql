ALTER TABLE shop.item DROP COLUMN twice;
ALTER TABLE shop.item ALTER COLUMN size TYPE integer;
ALTER TABLE shop.item ADD COLUMN twice bigint GENERATED ALWAYS AS ((size * 2)) STORED;
DROP INDEX shop.by_size;
CREATE INDEX by_size ON shop.item USING btree (size);
