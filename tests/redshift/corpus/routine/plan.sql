CREATE EXTERNAL FUNCTION shop.twice(character varying)
RETURNS character varying
STABLE
LAMBDA 'twice-text'
IAM_ROLE default
MAX_BATCH_ROWS 100
MAX_BATCH_SIZE 4 MB;
CREATE OR REPLACE FUNCTION shop.twice(integer)
RETURNS integer
IMMUTABLE
AS $$SELECT 2 * $1$$
LANGUAGE sql;
DROP PROCEDURE shop.close(bigint);
CREATE PROCEDURE shop.close(id bigint, n OUT integer)
AS $$BEGIN n := 1; END$$
LANGUAGE plpgsql
SECURITY DEFINER;
