DROP VIEW shop.w;
DROP VIEW shop.v;
CREATE VIEW shop.v AS
select id, name from orders where name in ('a', 'b') and id between 1 and 5;
COMMENT ON VIEW shop.v IS 'small ones';
CREATE VIEW shop.w AS
SELECT * FROM v WHERE name LIKE 'a%';
