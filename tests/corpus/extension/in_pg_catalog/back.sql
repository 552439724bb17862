REVOKE execute ON FUNCTION pg_catalog.pg_file_sync(text) FROM PUBLIC;
DROP EXTENSION adminpack;
