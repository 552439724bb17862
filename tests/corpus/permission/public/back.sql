GRANT execute ON FUNCTION shop.secret() TO PUBLIC;
REVOKE usage ON SCHEMA shop FROM PUBLIC;
REVOKE insert, select ON TABLE shop.product FROM PUBLIC;
REVOKE update (cost) ON TABLE shop.product FROM PUBLIC;
