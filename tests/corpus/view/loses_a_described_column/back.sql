DROP VIEW shop.first;
DROP MATERIALIZED VIEW shop.lines;
CREATE MATERIALIZED VIEW shop.lines AS
SELECT line.n,
    line.text
   FROM line;
CREATE VIEW shop.first AS
SELECT (lines.n)::text AS first
   FROM lines;
COMMENT ON COLUMN shop.lines.n IS 'as printed';
COMMENT ON COLUMN shop.all_lines.n IS 'as printed';
