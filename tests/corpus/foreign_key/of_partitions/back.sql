ALTER TABLE log.mark DROP CONSTRAINT mark_kind;
ALTER TABLE log.mark ADD CONSTRAINT mark_kind FOREIGN KEY (kind) REFERENCES log.kind (id);
ALTER TABLE log.note DROP CONSTRAINT note_kind;
ALTER TABLE log.small_note ADD CONSTRAINT small_note_kind_fkey FOREIGN KEY (kind) REFERENCES log.kind (id);
ALTER TABLE log.event DETACH PARTITION log.fourth;
ALTER TABLE log.event DETACH PARTITION log.third;
ALTER TABLE log.event ATTACH PARTITION log.first FOR VALUES IN (1);
ALTER TABLE log.event ATTACH PARTITION log.second FOR VALUES IN (2);
ALTER TABLE log.event ATTACH PARTITION log.third FOR VALUES IN (3);
