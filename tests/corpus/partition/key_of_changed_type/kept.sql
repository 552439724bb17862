SELECT string_agg(tableoid::regclass::text || ' ' || status || ' ' || n, ', ' ORDER BY n) FROM app.call
