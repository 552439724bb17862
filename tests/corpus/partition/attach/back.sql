ALTER TABLE log.event DETACH PARTITION log.even;
ALTER TABLE log.even DROP CONSTRAINT even_pkey;
ALTER TABLE log.even ALTER COLUMN id TYPE integer;
ALTER TABLE log.event DROP CONSTRAINT event_pkey;
DROP INDEX log.even_at_text_idx;
DROP INDEX log.even_text;
DROP INDEX log.own;
ALTER TABLE log.even ALTER COLUMN text DROP NOT NULL;
ALTER TABLE log.even DROP COLUMN at;
DROP INDEX log.by_day;
DROP INDEX log.by_text;
ALTER TABLE log.event RENAME TO event__old;
CREATE TABLE log.event (
  id integer NOT NULL,
  text text
) PARTITION BY HASH (id);
ALTER TABLE log.event ATTACH PARTITION log.even FOR VALUES WITH (MODULUS 2, REMAINDER 0);
INSERT INTO log.event (id, text) OVERRIDING SYSTEM VALUE SELECT id, text FROM log.event__old;
DROP TABLE log.event__old;
