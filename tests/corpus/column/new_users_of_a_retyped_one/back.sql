ALTER TABLE shop.line DROP COLUMN double;
DROP VIEW shop.lines;
DROP POLICY seen ON shop.line;
ALTER TABLE shop.line ALTER COLUMN n TYPE integer;
CREATE VIEW shop.lines AS
SELECT line.n
   FROM line;
