REVOKE update (id) ON TABLE shop.product FROM pg_monitor;
ALTER TABLE shop.product OWNER TO postgres;
GRANT select ON TABLE shop.product TO pg_monitor;
