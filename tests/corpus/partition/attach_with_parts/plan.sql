ALTER TABLE log.event DETACH PARTITION log.event_rest;
ALTER TABLE log.event ATTACH PARTITION log.event_2026 FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
DO 'BEGIN EXECUTE ''WITH moved AS (DELETE FROM log.event_rest WHERE '' || pg_get_partition_constraintdef(''log.event_2026''::regclass) || '' RETURNING day, kind) INSERT INTO log.event_2026 (day, kind) SELECT day, kind FROM moved''; END';
ALTER TABLE log.event ATTACH PARTITION log.event_rest DEFAULT;
