ALTER INDEX log.event_1_kind_more_idx RENAME TO event_1_kind_idx;
ALTER INDEX log.event_rest_kind_more_idx RENAME TO event_rest_kind_idx;
CREATE TABLE log.event_2 (
  id bigint NOT NULL,
  kind text NOT NULL
);
DROP INDEX log.event_kind;
ALTER TABLE log.event DROP COLUMN more;
CREATE INDEX event_kind ON ONLY log.event USING btree (kind);
CREATE INDEX event_1_kind_idx ON log.event_1 USING btree (kind);
ALTER INDEX log.event_kind ATTACH PARTITION log.event_1_kind_idx;
CREATE INDEX event_2_kind_idx ON log.event_2 USING btree (kind);
CREATE INDEX event_rest_kind_idx ON log.event_rest USING btree (kind);
ALTER INDEX log.event_kind ATTACH PARTITION log.event_rest_kind_idx;
ALTER TABLE log.event DETACH PARTITION log.event_rest;
ALTER TABLE log.event ATTACH PARTITION log.event_2 FOR VALUES IN (2, 12);
DO 'BEGIN EXECUTE ''WITH moved AS (DELETE FROM log.event_rest WHERE '' || pg_get_partition_constraintdef(''log.event_2''::regclass) || '' RETURNING id, kind) INSERT INTO log.event_2 (id, kind) SELECT id, kind FROM moved''; END';
ALTER TABLE log.event ATTACH PARTITION log.event_rest DEFAULT;
