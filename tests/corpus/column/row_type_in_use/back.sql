ALTER TABLE shop.item DROP COLUMN amount;
ALTER TABLE shop.item DROP COLUMN made;
