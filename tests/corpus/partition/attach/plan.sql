ALTER TABLE log.event DETACH PARTITION log.even;
ALTER TABLE log.event RENAME TO event__old;
CREATE TABLE log.event (
  id bigint NOT NULL,
  text text NOT NULL,
  at date DEFAULT CURRENT_DATE NOT NULL,
  CONSTRAINT event_pkey PRIMARY KEY (id)
) PARTITION BY HASH (id);
CREATE TABLE log.odd (
  id bigint NOT NULL,
  text text NOT NULL,
  at date DEFAULT CURRENT_DATE NOT NULL,
  CONSTRAINT odd_pkey PRIMARY KEY (id)
);
ALTER TABLE log.even ALTER COLUMN id TYPE bigint;
ALTER TABLE log.even ALTER COLUMN text SET NOT NULL;
ALTER TABLE log.even ADD COLUMN at date DEFAULT CURRENT_DATE NOT NULL;
ALTER TABLE log.even ADD CONSTRAINT even_pkey PRIMARY KEY (id);
CREATE INDEX own ON log.even USING btree (at, text);
CREATE INDEX by_day ON ONLY log.event USING btree (at) INCLUDE (text);
CREATE INDEX even_at_text_idx ON log.even USING btree (at) INCLUDE (text);
CREATE INDEX by_text ON ONLY log.event USING btree (text);
CREATE INDEX even_text ON log.even USING btree (text) WITH (fillfactor='70');
CREATE INDEX odd_at_text_idx ON log.odd USING btree (at) INCLUDE (text);
CREATE INDEX odd_text_idx ON log.odd USING btree (text);
ALTER TABLE log.event ATTACH PARTITION log.even FOR VALUES WITH (MODULUS 2, REMAINDER 0);
ALTER TABLE log.event ATTACH PARTITION log.odd FOR VALUES WITH (MODULUS 2, REMAINDER 1);
INSERT INTO log.event (id, text) OVERRIDING SYSTEM VALUE SELECT id, text FROM log.event__old;
DROP TABLE log.event__old;
