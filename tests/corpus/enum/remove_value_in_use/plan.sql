DROP FUNCTION dispatch.is_open(status);
ALTER TABLE dispatch.incident ALTER COLUMN status DROP DEFAULT;
ALTER TABLE dispatch.incident DROP CONSTRAINT not_seen_closed;
DROP VIEW dispatch.open_incident;
DROP INDEX dispatch.open;
ALTER TYPE dispatch.status RENAME TO status__old;
CREATE TYPE dispatch.status AS ENUM ('received', 'dispatched', 'closed');
COMMENT ON TYPE dispatch.status IS 'Where an incident stands';
CREATE FUNCTION dispatch.is_open(s status)
  RETURNS boolean
  LANGUAGE sql
AS $$SELECT s <> 'closed'$$;
ALTER TABLE dispatch.incident ALTER COLUMN status TYPE status USING status::text::status;
ALTER TABLE dispatch.incident ALTER COLUMN seen TYPE status[] USING seen::text[]::status[];
DROP TYPE dispatch.status__old;
ALTER TABLE dispatch.incident ALTER COLUMN status SET DEFAULT 'received'::status;
ALTER TABLE dispatch.incident ADD CONSTRAINT not_seen_closed CHECK ((status <> 'closed'::status) OR (seen IS NOT NULL));
CREATE VIEW dispatch.open_incident AS
SELECT incident.id,
    incident.status
   FROM incident
  WHERE (incident.status <> 'closed'::status);
COMMENT ON VIEW dispatch.open_incident IS 'Incidents that are not closed';
CREATE INDEX open ON dispatch.incident USING btree (id) WHERE (status <> 'closed'::status);
GRANT select ON TABLE dispatch.open_incident TO PUBLIC;
