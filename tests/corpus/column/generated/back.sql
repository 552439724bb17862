ALTER TABLE shop.line DROP COLUMN code;
ALTER TABLE shop.line ADD COLUMN code text GENERATED ALWAYS AS (('x'::text || amount)) STORED;
DROP INDEX shop.by_total;
ALTER TABLE shop.line DROP COLUMN total;
ALTER TABLE shop.line ADD COLUMN total numeric GENERATED ALWAYS AS ((price * (amount)::numeric)) STORED NOT NULL;
CREATE INDEX by_total ON shop.line USING btree (total);
