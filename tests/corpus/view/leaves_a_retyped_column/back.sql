DROP VIEW shop.sums;
DROP VIEW shop.all_lines;
ALTER TABLE shop.line ALTER COLUMN n TYPE integer;
CREATE VIEW shop.all_lines AS
SELECT line.n
   FROM line;
CREATE OR REPLACE VIEW shop.numbers AS
SELECT count(line.n) AS n
   FROM line;
CREATE VIEW shop.sums AS
SELECT count(line.n) AS n
   FROM line;
