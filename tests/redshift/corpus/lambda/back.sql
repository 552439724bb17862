CREATE OR REPLACE EXTERNAL FUNCTION shop.f(integer, character varying)
RETURNS integer
VOLATILE
LAMBDA 'f1'
IAM_ROLE default;
DROP PROCEDURE shop.p(integer);
DROP PROCEDURE shop.q();
