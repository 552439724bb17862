ALTER TABLE shop.parcel ALTER COLUMN state DROP DEFAULT;
ALTER TYPE shop.state RENAME TO state__old;
CREATE TYPE shop.state AS ENUM ('open', 'shut');
ALTER TABLE shop.parcel ALTER COLUMN state TYPE state USING CASE state::text WHEN 'held' THEN 'open' ELSE state::text END::shop.state;
DROP TYPE shop.state__old;
ALTER TABLE shop.parcel ALTER COLUMN state SET DEFAULT 'open'::state;
