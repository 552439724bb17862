DROP CAST (shop.amount AS bigint);
DROP VIEW shop.v;
DROP FUNCTION shop.cents(amount);
