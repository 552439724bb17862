CREATE TYPE shop.country AS ENUM ('DE', 'FR');
CREATE TYPE shop.address AS (
  street text,
  zip character varying(10) COLLATE "C",
  country country
);
COMMENT ON COLUMN shop.address.country IS 'ISO 3166';
COMMENT ON TYPE shop.address IS 'Where a parcel goes';
CREATE TABLE shop.customer (
  id bigint NOT NULL,
  home address
);
