DROP VIEW shop.lines;
ALTER TABLE shop.line ALTER COLUMN id TYPE bigint;
COMMENT ON SEQUENCE shop.line_id_seq IS 'of lines';
CREATE VIEW shop.lines AS
SELECT line.id
   FROM line;
