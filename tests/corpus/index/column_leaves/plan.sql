DROP INDEX shop.by_order;
ALTER TABLE shop.line DROP COLUMN number;
CREATE INDEX by_order ON shop.line USING btree ("order");
