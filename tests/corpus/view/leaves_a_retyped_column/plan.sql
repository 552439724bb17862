DROP VIEW shop.all_lines;
CREATE OR REPLACE VIEW shop.numbers AS
SELECT count(other.n) AS n
   FROM other;
DROP VIEW shop.sums;
ALTER TABLE shop.line ALTER COLUMN n TYPE bigint;
CREATE VIEW shop.all_lines AS
SELECT line.n
   FROM line;
CREATE VIEW shop.sums AS
SELECT count(all_lines.n) AS n
   FROM all_lines;
