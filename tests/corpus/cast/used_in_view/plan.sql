CREATE FUNCTION shop.cents(amount)
  RETURNS bigint
  LANGUAGE sql
  immutable
AS $$SELECT $1.cents$$;
CREATE CAST (shop.amount AS bigint) WITH FUNCTION shop.cents(shop.amount) AS implicit;
CREATE VIEW shop.v AS
SELECT row(1)::amount::bigint + 1 AS x;
