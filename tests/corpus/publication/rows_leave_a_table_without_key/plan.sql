CREATE TABLE app.log_2025 (
  day date NOT NULL,
  note text
);
CREATE TABLE app.task_1 (
  id bigint NOT NULL,
  CONSTRAINT task_1_pkey PRIMARY KEY (id)
);
ALTER TABLE app.log DETACH PARTITION app.log_rest;
ALTER TABLE app.log ATTACH PARTITION app.log_2025 FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
DO 'DECLARE published boolean := EXISTS (SELECT FROM pg_publication_tables WHERE format(''%I.%I'', schemaname, tablename)::regclass = ''app.log_rest''::regclass); BEGIN IF published THEN ALTER TABLE app.log_rest REPLICA IDENTITY FULL; END IF; EXECUTE ''WITH moved AS (DELETE FROM app.log_rest WHERE '' || pg_get_partition_constraintdef(''app.log_2025''::regclass) || '' RETURNING day, note) INSERT INTO app.log_2025 (day, note) SELECT day, note FROM moved''; IF published THEN ALTER TABLE app.log_rest REPLICA IDENTITY DEFAULT; END IF; END';
ALTER TABLE app.log ATTACH PARTITION app.log_rest DEFAULT;
ALTER TABLE app.task DETACH PARTITION app.task_rest;
ALTER TABLE app.task ATTACH PARTITION app.task_1 FOR VALUES IN (1);
DO 'BEGIN EXECUTE ''WITH moved AS (DELETE FROM app.task_rest WHERE '' || pg_get_partition_constraintdef(''app.task_1''::regclass) || '' RETURNING id) INSERT INTO app.task_1 (id) SELECT id FROM moved''; END';
ALTER TABLE app.task ATTACH PARTITION app.task_rest DEFAULT;
