GRANT select (id) ON TABLE shop.product TO PUBLIC;
REVOKE insert, select ON TABLE shop.product FROM PUBLIC;
GRANT select (id) ON TABLE shop.product TO PUBLIC;
GRANT select (cost) ON TABLE shop.cost TO PUBLIC;
REVOKE select ON TABLE shop.cost FROM PUBLIC;
GRANT select (cost) ON TABLE shop.cost TO PUBLIC;
