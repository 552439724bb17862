DROP VIEW shop.lines;
ALTER TABLE shop.line ALTER COLUMN id TYPE integer;
COMMENT ON SEQUENCE shop.line_id_seq IS 'of few lines';
CREATE VIEW shop.lines AS
SELECT line.id
   FROM line;
