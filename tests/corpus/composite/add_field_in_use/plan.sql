ALTER TYPE shop.address ADD ATTRIBUTE zip text;
COMMENT ON COLUMN shop.address.zip IS 'as printed on the label';
