DROP VIEW shop.lines;
ALTER TABLE shop.line ALTER COLUMN n TYPE bigint;
ALTER TABLE shop.line ADD COLUMN double bigint GENERATED ALWAYS AS (n * 2) STORED;
CREATE VIEW shop.lines AS
SELECT line.n
   FROM line;
CREATE POLICY seen ON shop.line USING (n > 0);
