CREATE TABLE log.second (
  id integer NOT NULL,
  CONSTRAINT second_pkey PRIMARY KEY (id)
);
ALTER TABLE log.note DROP CONSTRAINT note_event_fkey;
ALTER TABLE log.event DETACH PARTITION log.rest;
ALTER TABLE log.event ATTACH PARTITION log.second FOR VALUES IN (2);
DO 'BEGIN EXECUTE ''WITH moved AS (DELETE FROM log.rest WHERE '' || pg_get_partition_constraintdef(''log.second''::regclass) || '' RETURNING id) INSERT INTO log.second (id) SELECT id FROM moved''; END';
ALTER TABLE log.event ATTACH PARTITION log.rest DEFAULT;
ALTER TABLE log.note ADD CONSTRAINT note_event_fkey FOREIGN KEY (event) REFERENCES log.event (id) ON DELETE CASCADE;
COMMENT ON CONSTRAINT note_event_fkey ON log.note IS 'What it is about.';
