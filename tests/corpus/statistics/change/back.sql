DROP STATISTICS shop.place;
ALTER TABLE shop.address ALTER COLUMN zip TYPE text;
CREATE STATISTICS shop.gone ON (lower(city)) FROM shop.address;
ALTER STATISTICS stats.other SET STATISTICS 100;
COMMENT ON STATISTICS stats.other IS 'Seldom equal';
CREATE STATISTICS shop.place ON city, zip FROM shop.address;
