DROP VIEW shop.v;
DROP OPERATOR shop.=== (text, text);
DROP FUNCTION shop.same(text, text);
