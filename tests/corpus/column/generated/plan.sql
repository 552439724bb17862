ALTER TABLE shop.line ALTER COLUMN code DROP EXPRESSION;
DROP INDEX shop.by_total;
ALTER TABLE shop.line DROP COLUMN total;
ALTER TABLE shop.line ADD COLUMN total numeric GENERATED ALWAYS AS (((price * (amount)::numeric) * 1.19)) STORED NOT NULL;
CREATE INDEX by_total ON shop.line USING btree (total);
