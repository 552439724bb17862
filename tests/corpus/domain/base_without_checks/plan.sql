ALTER DOMAIN shop.code RENAME TO code__old;
CREATE DOMAIN shop.code AS character varying(8);
ALTER DOMAIN shop.word RENAME TO word__old;
CREATE DOMAIN shop.word AS text;
ALTER TABLE shop.item ALTER COLUMN code TYPE code;
DROP DOMAIN shop.code__old;
ALTER TABLE shop.item ALTER COLUMN word TYPE word;
DROP DOMAIN shop.word__old;
