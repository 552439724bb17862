DROP VIEW shop.first;
DROP MATERIALIZED VIEW shop.lines;
CREATE MATERIALIZED VIEW shop.lines AS
SELECT line.text
   FROM line;
CREATE VIEW shop.first AS
SELECT lines.text AS first
   FROM lines;
COMMENT ON COLUMN shop.all_lines.n IS NULL;
