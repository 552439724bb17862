ALTER TABLE shop.item ADD COLUMN level high_level;
ALTER TABLE shop.item ADD COLUMN levels level[];
ALTER TABLE shop.item ADD COLUMN price amount;
