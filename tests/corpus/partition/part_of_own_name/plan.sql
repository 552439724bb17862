DROP INDEX log.event_day;
CREATE INDEX event_day ON ONLY log.event USING btree (day);
CREATE INDEX event_2026_day_idx ON log.event_2026 USING btree (day);
ALTER INDEX log.event_day ATTACH PARTITION log.event_2026_day_idx;
