CREATE EXTENSION adminpack;
REVOKE ALL ON FUNCTION pg_catalog.pg_file_sync(text) FROM PUBLIC;
GRANT execute ON FUNCTION pg_catalog.pg_file_sync(text) TO PUBLIC;
