ALTER TYPE shop.address RENAME ATTRIBUTE zip TO postcode;
