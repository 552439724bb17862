CREATE UNIQUE INDEX event_id_idx ON ONLY log.event USING btree (id);
CREATE TABLE log.one (
  id integer NOT NULL,
  CONSTRAINT one_pkey PRIMARY KEY (id)
);
ALTER TABLE log.event ATTACH PARTITION log.one FOR VALUES IN (1);
