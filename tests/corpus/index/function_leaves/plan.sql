DROP INDEX shop.by_size;
DROP FUNCTION shop.half(bigint);
CREATE INDEX by_size ON shop.item USING btree (size);
