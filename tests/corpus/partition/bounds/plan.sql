CREATE INDEX alone_text_idx ON log.alone USING btree (text);
ALTER TABLE log.event DETACH PARTITION log.apart;
DROP INDEX log.apart_text_idx;
ALTER TABLE log.event DETACH PARTITION log.high;
ALTER TABLE log.event DETACH PARTITION log.low;
ALTER TABLE log.event ATTACH PARTITION log.alone FOR VALUES FROM (30) TO (MAXVALUE);
ALTER TABLE log.event ATTACH PARTITION log.high FOR VALUES FROM (5) TO (30);
ALTER TABLE log.event ATTACH PARTITION log.low FOR VALUES FROM (0) TO (5);
