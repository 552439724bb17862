CREATE TABLE app.task (
  id bigint NOT NULL
);
REVOKE ALL ON TABLE app.task FROM pg_monitor;
ALTER DEFAULT PRIVILEGES FOR ROLE postgres IN SCHEMA app REVOKE select ON tables FROM pg_monitor;
