ALTER TABLE log.event DROP CONSTRAINT event_pkey;
ALTER TABLE log.event DROP CONSTRAINT of_kind;
DROP VIEW log.today;
DROP INDEX log.by_kind;
ALTER TABLE log.event RENAME TO event__old;
ALTER SEQUENCE log.event_id_seq RENAME TO event_id_seq__old;
CREATE TABLE log.event (
  id bigint GENERATED ALWAYS AS IDENTITY,
  day date NOT NULL,
  kind text NOT NULL,
  CONSTRAINT event_pkey PRIMARY KEY (id, day)
);
INSERT INTO log.event (id, day, kind) OVERRIDING SYSTEM VALUE SELECT id, day, kind FROM log.event__old;
SELECT setval('log.event_id_seq', last_value, is_called) FROM log.event_id_seq__old;
DROP TABLE log.event__old;
ALTER TABLE log.event ADD CONSTRAINT of_kind FOREIGN KEY (kind) REFERENCES log.kind (name);
CREATE VIEW log.today AS
SELECT event.id
   FROM event
  WHERE (event.day = CURRENT_DATE);
CREATE INDEX by_kind ON log.event USING btree (kind);
