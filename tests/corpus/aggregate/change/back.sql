DROP AGGREGATE shop.middle(double precision ORDER BY anyelement);
CREATE OR REPLACE AGGREGATE shop.total(bigint) (
  SFUNC = int8pl,
  STYPE = bigint,
  INITCOND = '0'
);
COMMENT ON AGGREGATE shop.total(bigint) IS NULL;
