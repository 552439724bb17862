CREATE SCHEMA old;
CREATE TABLE log.event (
  day date NOT NULL,
  kind text DEFAULT 'info'::text NOT NULL,
  text text,
  CONSTRAINT event_pkey PRIMARY KEY (day, kind),
  CONSTRAINT known CHECK (kind <> '')
) PARTITION BY RANGE (day);
CREATE TABLE log.event_2026 (
  day date NOT NULL,
  kind text DEFAULT 'info'::text NOT NULL,
  text text,
  CONSTRAINT known CHECK (kind <> ''),
  CONSTRAINT event_2026_pkey PRIMARY KEY (day, kind)
) PARTITION BY LIST (kind);
CREATE TABLE log.event_2026_info (
  day date NOT NULL,
  kind text DEFAULT 'info'::text NOT NULL,
  CONSTRAINT known CHECK (kind <> ''),
  text text,
  CONSTRAINT event_2026_info_pkey PRIMARY KEY (day, kind)
);
COMMENT ON COLUMN log.event_2026_info.text IS 'Short';
CREATE TABLE log.event_2026_rest (
  day date NOT NULL,
  kind text DEFAULT 'info'::text NOT NULL,
  text text,
  CONSTRAINT known CHECK (kind <> ''),
  CONSTRAINT event_2026_rest_pkey PRIMARY KEY (day, kind)
);
CREATE TABLE old.event_2025 (
  day date NOT NULL,
  kind text DEFAULT 'info'::text NOT NULL,
  text text,
  CONSTRAINT known CHECK (kind <> ''),
  CONSTRAINT event_2025_pkey PRIMARY KEY (day, kind)
);
CREATE INDEX by_text ON ONLY log.event USING btree ((lower(text)), day);
CREATE INDEX event_2026_lower_day_idx ON ONLY log.event_2026 USING btree ((lower(text)), day);
CREATE INDEX event_2026_info_lower_day_idx ON log.event_2026_info USING btree ((lower(text)), day);
CREATE INDEX event_2026_rest_lower_day_idx ON log.event_2026_rest USING btree ((lower(text)), day);
CREATE INDEX event_2025_lower_day_idx ON old.event_2025 USING btree ((lower(text)), day);
ALTER TABLE log.event_2026 ATTACH PARTITION log.event_2026_info FOR VALUES IN ('info', 'debug');
ALTER TABLE log.event_2026 ATTACH PARTITION log.event_2026_rest DEFAULT;
ALTER TABLE log.event ATTACH PARTITION log.event_2026 FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
ALTER TABLE log.event ATTACH PARTITION old.event_2025 FOR VALUES FROM (MINVALUE) TO ('2026-01-01');
