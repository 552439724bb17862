DROP MATERIALIZED VIEW app.calls;
DROP FUNCTION app.how_many();
REVOKE select ON TABLE app.call FROM reader;
