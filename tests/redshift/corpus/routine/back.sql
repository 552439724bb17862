DROP FUNCTION shop.twice(character varying);
CREATE OR REPLACE FUNCTION shop.twice(integer)
RETURNS integer
IMMUTABLE
AS $$SELECT $1 + $1$$
LANGUAGE sql;
DROP PROCEDURE shop.close(bigint);
CREATE PROCEDURE shop.close(id bigint)
AS $$BEGIN DELETE FROM shop.orders WHERE orders.id = id; END$$
LANGUAGE plpgsql;
