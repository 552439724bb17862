CREATE TABLE log.second (
  id integer NOT NULL
);
ALTER TABLE log.event DETACH PARTITION log.rest;
ALTER TABLE log.event ATTACH PARTITION log.second FOR VALUES IN (2);
DO 'DECLARE t record; quiet jsonb; BEGIN SELECT coalesce(jsonb_agg(x), ''[]'') INTO quiet FROM (SELECT tgrelid::regclass::text AS place, tgname AS name, CASE tgenabled WHEN ''A'' THEN ''ALWAYS '' WHEN ''R'' THEN ''REPLICA '' ELSE '''' END AS state FROM pg_trigger WHERE tgrelid IN (''log.rest''::regclass, ''log.second''::regclass) AND NOT tgisinternal AND tgenabled <> ''D'') x; FOR t IN SELECT * FROM jsonb_to_recordset(quiet) AS x(place text, name text, state text) LOOP EXECUTE format(''ALTER TABLE %s DISABLE TRIGGER %I'', t.place, t.name); END LOOP; EXECUTE ''WITH moved AS (DELETE FROM log.rest WHERE '' || pg_get_partition_constraintdef(''log.second''::regclass) || '' RETURNING id) INSERT INTO log.second (id) SELECT id FROM moved''; SET CONSTRAINTS ALL IMMEDIATE; FOR t IN SELECT * FROM jsonb_to_recordset(quiet) AS x(place text, name text, state text) LOOP EXECUTE format(''ALTER TABLE %s ENABLE %sTRIGGER %I'', t.place, t.state, t.name); END LOOP; END';
ALTER TABLE log.event ATTACH PARTITION log.rest DEFAULT;
