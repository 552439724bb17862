REVOKE ALL ON FUNCTION pg_catalog.pg_read_file(text) FROM PUBLIC;
GRANT execute ON FUNCTION pg_catalog.pg_read_file(text) TO PUBLIC;
REVOKE ALL ON FUNCTION pg_catalog.pg_sleep(double precision) FROM PUBLIC;
GRANT select (proname) ON TABLE pg_catalog.pg_proc TO PUBLIC;
GRANT select (tableoid) ON TABLE pg_catalog.pg_proc TO reader;
REVOKE ALL ON TABLE pg_catalog.pg_proc FROM PUBLIC;
GRANT select (proname) ON TABLE pg_catalog.pg_proc TO PUBLIC;
REVOKE ALL (subname) ON TABLE pg_catalog.pg_subscription FROM PUBLIC;
