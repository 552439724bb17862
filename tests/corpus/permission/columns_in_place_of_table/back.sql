REVOKE select (id) ON TABLE shop.product FROM PUBLIC;
GRANT insert, select ON TABLE shop.product TO PUBLIC;
REVOKE select (cost) ON TABLE shop.cost FROM PUBLIC;
GRANT select ON TABLE shop.cost TO PUBLIC;
