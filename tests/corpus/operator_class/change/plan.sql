CREATE OPERATOR FAMILY shop.family USING btree;
ALTER OPERATOR FAMILY shop.family USING btree ADD OPERATOR 1 < (integer, bigint);
DROP INDEX shop.i;
DROP OPERATOR FAMILY shop.fast USING btree;
CREATE OPERATOR CLASS shop.fast
  FOR TYPE integer USING btree FAMILY family AS
  OPERATOR 1 <,
  OPERATOR 2 <=,
  OPERATOR 3 =,
  OPERATOR 4 >=,
  OPERATOR 5 >,
  FUNCTION 1 btint4cmp(integer, integer);
CREATE INDEX i ON shop.t USING btree (a fast);
