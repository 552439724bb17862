ALTER TABLE shop.line ALTER COLUMN number SET NOT NULL;
ALTER TABLE shop.line DROP CONSTRAINT line_pkey;
ALTER TABLE shop.line ADD CONSTRAINT line_pkey PRIMARY KEY ("order", number);
