DROP VIEW shop.w;
DROP VIEW shop.v;
CREATE VIEW shop.v AS
SELECT o.id, count(*) AS n FROM orders o GROUP BY o.id;
COMMENT ON VIEW shop.v IS 'large ones';
CREATE VIEW shop.w AS
SELECT id FROM v;
