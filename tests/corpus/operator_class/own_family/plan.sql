DROP OPERATOR CLASS shop.fast USING hash;
DROP OPERATOR FAMILY shop.fast USING hash;
CREATE OPERATOR CLASS shop.fast
  FOR TYPE integer USING hash AS
  OPERATOR 1 =,
  FUNCTION 1 hashint4(integer);
