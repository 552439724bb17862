ALTER TABLE log.note DROP CONSTRAINT note_event_fkey;
ALTER TABLE log.event DETACH PARTITION log.first;
ALTER TABLE log.event ATTACH PARTITION log.first FOR VALUES IN (1, 3);
ALTER TABLE log.note ADD CONSTRAINT note_event_fkey FOREIGN KEY (event) REFERENCES log.event (id) ON DELETE CASCADE;
COMMENT ON CONSTRAINT note_event_fkey ON log.note IS 'What it is about.';
