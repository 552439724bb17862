ALTER TABLE shop.parcel ALTER COLUMN score TYPE double precision USING score::jsonb::double precision;
ALTER TABLE shop.parcel ALTER COLUMN number TYPE integer USING number::integer;
ALTER TABLE shop.parcel ALTER COLUMN state TYPE state USING (state #>> '{}')::state;
ALTER TABLE shop.parcel ALTER COLUMN fits TYPE boolean USING fits::integer::boolean;
ALTER TABLE shop.parcel ALTER COLUMN sent TYPE date USING (sent #>> '{}')::date;
