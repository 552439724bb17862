ALTER DOMAIN shop.code RENAME TO code__old;
CREATE DOMAIN shop.code AS character varying(12);
ALTER DOMAIN shop.word RENAME TO word__old;
CREATE DOMAIN shop.word AS character varying(12);
ALTER TABLE shop.item ALTER COLUMN code TYPE code;
DROP DOMAIN shop.code__old;
ALTER TABLE shop.item ALTER COLUMN word TYPE word;
DROP DOMAIN shop.word__old;
