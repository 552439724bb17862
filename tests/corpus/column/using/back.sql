DROP FUNCTION shop.kilos(text);
ALTER TABLE shop.parcel ALTER COLUMN weight TYPE text USING weight || ' kg';
ALTER TABLE shop.parcel ALTER COLUMN state TYPE integer USING CASE state WHEN 'open' THEN 1 ELSE 0 END;
ALTER TABLE shop.parcel ALTER COLUMN sent TYPE timestamp with time zone USING to_timestamp(sent);
