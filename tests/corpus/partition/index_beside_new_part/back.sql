DROP INDEX log.event_kind;
DROP TABLE log.event_2;
