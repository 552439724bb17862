ALTER TABLE shop.line ALTER COLUMN code DROP DEFAULT;
DROP FUNCTION shop.next_code();
CREATE FUNCTION shop.next_code()
  RETURNS integer
  LANGUAGE sql
AS $$SELECT 7$$;
COMMENT ON FUNCTION shop.next_code() IS 'codes of lines';
ALTER TABLE shop.line ALTER COLUMN code SET DEFAULT next_code();
ALTER TABLE shop.line DROP CONSTRAINT not_negative;
DROP VIEW shop.line_sum;
DROP INDEX shop.by_rounded;
DROP FUNCTION shop.rounded(numeric);
CREATE FUNCTION shop.rounded(x numeric)
  RETURNS integer
  LANGUAGE sql
  immutable
AS $$SELECT round(x)::integer$$;
ALTER TABLE shop.line ADD CONSTRAINT not_negative CHECK (rounded(net) >= 0);
COMMENT ON CONSTRAINT not_negative ON shop.line IS 'credit notes live elsewhere';
CREATE VIEW shop.line_sum AS
SELECT sum(rounded(line.net)) AS total
   FROM line;
COMMENT ON VIEW shop.line_sum IS 'Rounded totals';
CREATE INDEX by_rounded ON shop.line USING btree ((rounded(net)));
COMMENT ON INDEX shop.by_rounded IS 'for the report';
REVOKE execute ON FUNCTION shop.rounded(numeric) FROM PUBLIC;
