CREATE FUNCTION shop.same(text, text)
  RETURNS boolean
  LANGUAGE sql
  immutable
AS $$SELECT lower($1) = lower($2)$$;
CREATE OPERATOR shop.=== (
  FUNCTION = same,
  LEFTARG = text,
  RIGHTARG = text,
  COMMUTATOR = OPERATOR(shop.===),
  RESTRICT = eqsel
);
CREATE VIEW shop.v AS
SELECT 'a' === 'A' AS same;
