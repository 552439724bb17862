DROP TABLE app.task;
ALTER DEFAULT PRIVILEGES FOR ROLE postgres IN SCHEMA app GRANT select ON tables TO pg_monitor;
