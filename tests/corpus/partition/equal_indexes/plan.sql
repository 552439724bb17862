CREATE INDEX event_day_idx ON ONLY log.event USING btree (day);
CREATE INDEX event_1_day_idx ON log.event_1 USING btree (day);
ALTER INDEX log.event_day_idx ATTACH PARTITION log.event_1_day_idx;
