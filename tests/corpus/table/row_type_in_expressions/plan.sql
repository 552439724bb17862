DROP FUNCTION app.read(jsonb, call);
DROP VIEW app.sample;
ALTER TABLE app.call ALTER COLUMN code TYPE character varying(8);
ALTER TABLE app.call ADD COLUMN kind text DEFAULT 'new'::text NOT NULL;
CREATE FUNCTION app.read(body jsonb, base call DEFAULT NULL::call)
  RETURNS call
  LANGUAGE sql
AS $$SELECT jsonb_populate_record(base, body)$$;
CREATE VIEW app.sample AS
SELECT r.id
   FROM jsonb_populate_record(NULL::call, '{"id": 1}'::jsonb) r(id, code, kind);
