DROP FUNCTION app.read(jsonb, call);
ALTER TABLE app.call DROP COLUMN kind;
DROP VIEW app.sample;
ALTER TABLE app.call ALTER COLUMN code TYPE character varying(4);
CREATE FUNCTION app.read(body jsonb, base call DEFAULT NULL::call)
  RETURNS call
  LANGUAGE sql
AS $$SELECT jsonb_populate_record(base, body)$$;
CREATE VIEW app.sample AS
SELECT r.id
   FROM jsonb_populate_record(NULL::call, '{"id": 1}'::jsonb) r(id, code);
