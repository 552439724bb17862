ALTER TABLE shop.parcel ALTER COLUMN id TYPE bigint USING id::text::bigint;
ALTER TABLE shop.parcel ALTER COLUMN since TYPE bigint USING since::text::bigint;
ALTER TABLE shop.parcel ALTER COLUMN days TYPE date[] USING days::text[]::date[];
ALTER TABLE shop.parcel ALTER COLUMN photo TYPE uuid USING photo::text::uuid;
ALTER TABLE shop.parcel ALTER COLUMN tags TYPE labels USING (tags #>> '{}')::labels;
ALTER TABLE shop.parcel ALTER COLUMN kinds TYPE jsonb USING to_jsonb(kinds);
ALTER TABLE shop.parcel ALTER COLUMN depot TYPE uuid[] USING depot::text::uuid[];
ALTER TABLE shop.parcel ALTER COLUMN paid TYPE numeric USING paid::numeric;
