DROP STATISTICS shop.gone;
DROP STATISTICS shop.place;
ALTER TABLE shop.address ALTER COLUMN zip TYPE character varying(5);
ALTER STATISTICS stats.other SET STATISTICS -1;
COMMENT ON STATISTICS stats.other IS NULL;
CREATE STATISTICS shop.place ON city, zip, (lower(street)) FROM shop.address;
