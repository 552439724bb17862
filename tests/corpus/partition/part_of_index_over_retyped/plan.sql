DROP VIEW log.kinds;
DROP INDEX log.event_kind;
ALTER TABLE log.event ALTER COLUMN kind TYPE text;
CREATE VIEW log.kinds AS
SELECT event.kind
   FROM event;
CREATE INDEX event_kind ON ONLY log.event USING btree ((lower(kind)));
CREATE INDEX event_2026_lower_idx ON log.event_2026 USING btree ((lower(kind)));
ALTER INDEX log.event_kind ATTACH PARTITION log.event_2026_lower_idx;
