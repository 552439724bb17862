ALTER TABLE shop.item DROP COLUMN level;
ALTER TABLE shop.item DROP COLUMN levels;
ALTER TABLE shop.item DROP COLUMN price;
