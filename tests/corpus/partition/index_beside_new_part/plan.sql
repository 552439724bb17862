CREATE TABLE log.event_2 (
  id bigint NOT NULL,
  kind text NOT NULL
);
CREATE INDEX event_kind ON ONLY log.event USING btree ((lower(kind)));
CREATE INDEX event_1_lower_idx ON log.event_1 USING btree ((lower(kind)));
ALTER INDEX log.event_kind ATTACH PARTITION log.event_1_lower_idx;
CREATE INDEX event_2_lower_idx ON log.event_2 USING btree ((lower(kind)));
CREATE INDEX event_rest_lower_idx ON log.event_rest USING btree ((lower(kind)));
ALTER INDEX log.event_kind ATTACH PARTITION log.event_rest_lower_idx;
ALTER TABLE log.event DETACH PARTITION log.event_rest;
ALTER TABLE log.event ATTACH PARTITION log.event_2 FOR VALUES IN (2, 12);
DO 'BEGIN EXECUTE ''WITH moved AS (DELETE FROM log.event_rest WHERE '' || pg_get_partition_constraintdef(''log.event_2''::regclass) || '' RETURNING id, kind) INSERT INTO log.event_2 (id, kind) SELECT id, kind FROM moved''; END';
ALTER TABLE log.event ATTACH PARTITION log.event_rest DEFAULT;
