DROP INDEX shop.product_sold;
CREATE INDEX product_sold ON shop.product USING btree (sold, id);
COMMENT ON INDEX shop.product_sold IS 'for the board';
ALTER INDEX shop.product_title SET (fillfactor='90');
COMMENT ON INDEX shop.product_title IS 'for the search';
