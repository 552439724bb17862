ALTER TABLE shop.parcel ALTER COLUMN id TYPE uuid USING id::text::uuid;
ALTER TABLE shop.parcel ALTER COLUMN since TYPE date USING since::text::date;
ALTER TABLE shop.parcel ALTER COLUMN days TYPE integer[] USING days::text[]::integer[];
ALTER TABLE shop.parcel ALTER COLUMN photo TYPE bytea USING photo::text::bytea;
ALTER TABLE shop.parcel ALTER COLUMN tags TYPE jsonb USING to_jsonb(tags);
ALTER TABLE shop.parcel ALTER COLUMN kinds TYPE labels USING (kinds #>> '{}')::labels;
ALTER TABLE shop.parcel ALTER COLUMN depot TYPE uuid USING depot::text::uuid;
ALTER TABLE shop.parcel ALTER COLUMN paid TYPE date USING paid::text::date;
