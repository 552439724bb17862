CREATE AGGREGATE shop.middle(part double precision ORDER BY anyelement) (
  SFUNC = ordered_set_transition,
  STYPE = internal,
  FINALFUNC = percentile_disc_final,
  FINALFUNC_EXTRA
);
CREATE OR REPLACE AGGREGATE shop.total(bigint) (
  SFUNC = int8pl,
  STYPE = bigint,
  COMBINEFUNC = int8pl,
  INITCOND = '0',
  MSFUNC = int8pl,
  MINVFUNC = int8mi,
  MSTYPE = bigint,
  PARALLEL = safe
);
COMMENT ON AGGREGATE shop.total(bigint) IS 'adds up';
