CREATE INDEX apart_text_idx ON log.apart USING btree (text);
ALTER TABLE log.event DETACH PARTITION log.alone;
DROP INDEX log.alone_text_idx;
ALTER TABLE log.event DETACH PARTITION log.high;
ALTER TABLE log.event DETACH PARTITION log.low;
ALTER TABLE log.event ATTACH PARTITION log.apart FOR VALUES FROM (100) TO (200);
ALTER TABLE log.event ATTACH PARTITION log.high FOR VALUES FROM (10) TO (20);
ALTER TABLE log.event ATTACH PARTITION log.low FOR VALUES FROM (0) TO (10);
