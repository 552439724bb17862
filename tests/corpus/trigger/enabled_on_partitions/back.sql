ALTER TABLE ONLY log.event_2026 ENABLE TRIGGER notes;
ALTER TABLE log.event_2026_first ENABLE TRIGGER notes;
ALTER TABLE log.event_2026_rest DISABLE TRIGGER notes;
COMMENT ON TRIGGER notes ON log.event_2026_rest IS 'Not here.';
