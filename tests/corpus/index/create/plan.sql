CREATE UNIQUE INDEX product_lower_title ON shop.product USING btree ((lower(title))) INCLUDE (id);
CREATE INDEX product_sold ON shop.product USING btree (sold DESC NULLS LAST, title text_pattern_ops) WITH (fillfactor='70') WHERE (sold IS NOT NULL);
CREATE INDEX product_tags ON shop.product USING gin (tags);
COMMENT ON INDEX shop.product_tags IS 'for the filter';
