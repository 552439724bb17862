DROP INDEX shop.i;
DROP OPERATOR CLASS shop.fast USING btree;
DROP OPERATOR FAMILY shop.family USING btree;
CREATE OPERATOR CLASS shop.fast
  FOR TYPE integer USING btree AS
  OPERATOR 1 <,
  OPERATOR 2 <=,
  OPERATOR 3 =,
  OPERATOR 4 >=,
  OPERATOR 5 >,
  FUNCTION 1 btint4cmp(integer, integer);
CREATE INDEX i ON shop.t USING btree (a fast);
