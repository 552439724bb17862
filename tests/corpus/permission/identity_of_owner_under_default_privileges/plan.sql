ALTER TABLE app.task ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY;
REVOKE ALL ON SEQUENCE app.task_id_seq FROM keeper;
GRANT usage, select, update ON SEQUENCE app.task_id_seq TO keeper;
REVOKE ALL ON SEQUENCE app.task_id_seq FROM pg_monitor;
