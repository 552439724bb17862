CREATE FUNCTION app.how_many()
  RETURNS bigint
  LANGUAGE sql
  SECURITY DEFINER
AS $$SELECT count(*) FROM app.call$$;
ALTER FUNCTION app.how_many() OWNER TO reader;
GRANT select ON TABLE app.call TO reader;
CREATE MATERIALIZED VIEW app.calls AS
SELECT app.how_many() AS n;
