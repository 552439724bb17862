DROP TABLE log.event_2026_info;
DROP TABLE log.event_2026_rest;
DROP TABLE log.event_2026;
DROP TABLE old.event_2025;
DROP SCHEMA old;
DROP TABLE log.event;
