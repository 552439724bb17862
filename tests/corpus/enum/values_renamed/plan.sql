ALTER TYPE shop.state RENAME VALUE 'held' TO 'waiting';
ALTER TABLE shop.parcel ALTER COLUMN state DROP DEFAULT;
ALTER TABLE shop.parcel DROP CONSTRAINT kept;
DROP VIEW shop.held;
DROP INDEX shop.parcel_held;
ALTER TYPE shop.state RENAME TO state__old;
CREATE TYPE shop.state AS ENUM ('open', 'waiting', 'shut');
ALTER TABLE shop.parcel ALTER COLUMN state TYPE state USING (CASE state::text WHEN 'stuck' THEN 'waiting' WHEN 'lost' THEN 'shut' ELSE state::text END)::state;
ALTER TABLE shop.parcel ALTER COLUMN past TYPE state[] USING array_replace(array_replace(past::text[], 'stuck', 'waiting'), 'lost', 'shut')::state[];
DROP TYPE shop.state__old;
ALTER TABLE shop.parcel ALTER COLUMN state SET DEFAULT 'waiting'::state;
ALTER TABLE shop.parcel ADD CONSTRAINT kept CHECK ((state <> 'waiting'::state) OR (id > 0));
CREATE VIEW shop.held AS
SELECT parcel.id,
    (parcel.state = 'waiting'::state) AS held
   FROM parcel;
CREATE INDEX parcel_held ON shop.parcel USING btree (id) WHERE (state = 'waiting'::state);
