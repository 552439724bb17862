DROP OPERATOR FAMILY shop.fast USING hash;
CREATE OPERATOR FAMILY shop.fast USING hash;
ALTER OPERATOR FAMILY shop.fast USING hash ADD OPERATOR 1 = (integer, bigint);
CREATE OPERATOR CLASS shop.fast
  FOR TYPE integer USING hash FAMILY fast AS
  OPERATOR 1 =,
  FUNCTION 1 hashint4(integer);
