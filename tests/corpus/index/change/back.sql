DROP INDEX shop.product_sold;
CREATE INDEX product_sold ON shop.product USING btree (sold);
COMMENT ON INDEX shop.product_sold IS 'for the board';
ALTER INDEX shop.product_title SET (fillfactor='70');
COMMENT ON INDEX shop.product_title IS NULL;
