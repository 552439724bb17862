ALTER TABLE shop.line ADD COLUMN number integer NOT NULL;
DROP INDEX shop.by_order;
CREATE INDEX by_order ON shop.line USING btree ("order", number);
