ALTER TABLE shop.stock ADD CONSTRAINT stock_product UNIQUE (product);
ALTER TABLE shop.movement DROP CONSTRAINT movement_stock;
ALTER TABLE shop.stock DROP CONSTRAINT stock_pkey;
ALTER TABLE shop.stock ADD CONSTRAINT stock_pkey PRIMARY KEY (place, product);
ALTER TABLE shop.movement ADD CONSTRAINT movement_stock FOREIGN KEY (product) REFERENCES shop.stock (product);
COMMENT ON CONSTRAINT movement_stock ON shop.movement IS 'moved from there';
