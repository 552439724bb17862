REVOKE execute ON FUNCTION pg_catalog.pg_read_file(text) FROM PUBLIC;
GRANT execute ON FUNCTION pg_catalog.pg_sleep(double precision) TO PUBLIC;
REVOKE select (tableoid) ON TABLE pg_catalog.pg_proc FROM reader;
GRANT select ON TABLE pg_catalog.pg_proc TO PUBLIC;
REVOKE select (proname) ON TABLE pg_catalog.pg_proc FROM PUBLIC;
GRANT select (subname) ON TABLE pg_catalog.pg_subscription TO PUBLIC;
