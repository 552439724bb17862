DROP STATISTICS shop.place;
ALTER TABLE shop.address ALTER COLUMN zip TYPE text;
CREATE STATISTICS shop.place ON city, zip FROM shop.address;
ALTER STATISTICS shop.place SET STATISTICS 100;
