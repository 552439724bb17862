DROP TABLE log.one;
DROP INDEX log.event_id_idx;
