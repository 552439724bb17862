REVOKE execute ON FUNCTION shop.secret() FROM PUBLIC;
GRANT usage ON SCHEMA shop TO PUBLIC;
GRANT update (cost) ON TABLE shop.product TO PUBLIC;
GRANT insert, select ON TABLE shop.product TO PUBLIC;
